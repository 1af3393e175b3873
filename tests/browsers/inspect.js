// What no rule of axe looks at, for the page as it stands: what is too small to press, what runs off the
// screen, what is cut off, what covers something else, what has the focus and can't be seen.
(() => {
  const found = [];
  const seen = (e) => !e.closest(".vh, .skip, [hidden]") && e.getClientRects().length > 0 && e.checkVisibility() && getComputedStyle(e).visibility !== "hidden";
  const named = (e) => {
    const words = (e.innerText || e.getAttribute("aria-label") || e.name || e.id || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${e.localName}${e.className && typeof e.className === "string" ? "." + e.className.trim().replace(/\s+/g, ".") : ""} “${words}”`;
  };
  const wide = document.documentElement.clientWidth;

  // At least 44 by 44, or twice that where text is twice as large: what is chosen by its label is as large as both.
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!seen(e)) continue;
    const whole = e.matches("[type=radio], [type=checkbox]") ? e.closest(".opt, span, label") || e : e;
    const { width, height } = whole.getBoundingClientRect();
    if (width < 43.5 || height < 43.5) found.push(`small: ${named(e)} ${Math.round(width)}×${Math.round(height)}`);
  }

  if (document.documentElement.scrollWidth > wide) found.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${wide}`);
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !seen(e) || e.closest("noscript, option, optgroup, textarea, script, style, .ex [aria-hidden]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = e.closest("a, button, label, .chip, .area, .msg, .rows, .slab, .opt, .n, .lcd, .tabs, .letter > b");
    const around = box && box.getBoundingClientRect();
    const bar = e.closest(".top, .tabs, .thumb, .fresh");
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      if (rect.left < -1 || rect.right > wide + 1) found.push(`off the screen: ${named(e)}`);
      // A line is higher than its letters.
      if (around && (rect.left < around.left - 1 || rect.right > around.right + 1 || rect.top < around.top - 4 || rect.bottom > around.bottom + 4)) {
        found.push(`out of its box: ${named(e)} in ${named(box)}`);
      }
      texts.push({ e, rect, bar });
    }
  }
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length; j++) {
      const a = texts[i], b = texts[j];
      if (a.e === b.e || a.bar !== b.bar) continue;
      const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (across > 2 && down > 7) found.push(`one over the other: ${named(a.e)} and ${named(b.e)}`);
    }
  }
  for (const e of document.querySelectorAll("body *")) {
    // The marking stands there three times where there is room for it, and once in any case.
    if (!seen(e) || e.matches("textarea, select, input, svg, svg *, .ex")) continue;
    const style = getComputedStyle(e);
    if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1) found.push(`cut off: ${named(e)}`);
    if (/hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1) found.push(`cut off below: ${named(e)}`);
    if (style.textOverflow === "ellipsis") found.push(`ends in dots: ${named(e)}`);
  }

  // What has the focus is nowhere hidden wholly behind a bar that stays.
  const bars = document.querySelectorAll(".top, .tabs, .thumb");
  for (const e of document.querySelectorAll("main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary")) {
    if (!seen(e)) continue;
    e.focus();
    const r = (e.matches("[type=radio], [type=checkbox]") ? e.closest(".opt, span, label") || e : e).getBoundingClientRect();
    const hidden = [...bars].some((bar) => {
      const b = bar.getBoundingClientRect();
      return getComputedStyle(bar).position === "sticky" && r.top >= b.top && r.bottom <= b.bottom && r.left >= b.left && r.right <= b.right;
    });
    if (hidden || r.bottom <= 0 || r.top >= innerHeight) found.push(`has the focus and is not seen: ${named(e)}`);
  }
  document.activeElement.blur();
  scrollTo(0, 0);

  if (document.querySelectorAll("h1").length !== 1) found.push(`${document.querySelectorAll("h1").length} first headings`);
  if (document.getAnimations().length) found.push(`moves, where no motion is wanted: ${document.getAnimations().length}`);
  return [...new Set(found)];
})()

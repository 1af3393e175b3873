; The installer for Windows: into the user's own folder, so that no administrator is needed.
; makensis -DVERSION=0.1.0 -DFOLDER=<folder with wardroom.exe> -DOUT=<installer> wardroom.nsi
Unicode true
; Of 64 bit as what it installs, and as what is tried: Wine without its 32-bit half starts it too.
Target amd64-unicode
!include "MUI2.nsh"

!ifndef VERSION
  !define VERSION "0.0.0"
!endif

Name "Wardroom"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Wardroom"
InstallDirRegKey HKCU "Software\Wardroom" "Folder"
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Wardroom"
VIAddVersionKey "FileDescription" "Rehearse a cyber-attack on a hospital before one happens"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "${FOLDER}\wardroom.ico"
!define MUI_UNICON "${FOLDER}\wardroom.ico"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\wardroom-window.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Wardroom"

Section "Wardroom"
  SetOutPath "$INSTDIR"
  File "${FOLDER}\wardroom.exe"
  File "${FOLDER}\wardroom-window.exe"
  File "${FOLDER}\wardroom.ico"
  File "${FOLDER}\LICENSE-MIT.txt"
  File "${FOLDER}\LICENSE-APACHE.txt"
  ; Started in the user's documents: files that are named without a folder lie where they are looked for.
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\Wardroom.lnk" "$INSTDIR\wardroom-window.exe" "" "$INSTDIR\wardroom.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Wardroom" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Wardroom"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\wardroom.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Records, scenarios and the signing key are the user's own and stay.
Section "Uninstall"
  Delete "$SMPROGRAMS\Wardroom.lnk"
  Delete "$INSTDIR\wardroom.exe"
  Delete "$INSTDIR\wardroom-window.exe"
  Delete "$INSTDIR\wardroom.ico"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Wardroom"
SectionEnd

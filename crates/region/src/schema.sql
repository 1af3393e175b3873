-- Where Wardroom keeps the records of a region's exercises, form 1.
-- `wardroom records URL --prepare` runs this, once, as the role that is to own it; that role alone can
-- change or delete anything. A server needs what stands in grants.sql and nothing else.

CREATE SCHEMA wardroom;

-- The form of what follows; a program that does not know it leaves everything as it is.
CREATE TABLE wardroom.form (number integer NOT NULL);
INSERT INTO wardroom.form VALUES (1);

-- An exercise, and which server writes it. A server that has taken it over gave it a new `holding`:
-- whoever comes with an old one writes nothing any more.
CREATE TABLE wardroom.exercise (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    begun      timestamptz NOT NULL DEFAULT now(),
    holding    uuid NOT NULL DEFAULT gen_random_uuid(),
    holder     text NOT NULL DEFAULT '',
    held_since timestamptz NOT NULL DEFAULT now(),
    pieces     integer NOT NULL DEFAULT 0,
    length     bigint NOT NULL DEFAULT 0
);

-- The record's bytes, in the order in which they came. A piece stands at `at`: what stood there and
-- beyond before it does not count any more, and is not deleted.
CREATE TABLE wardroom.piece (
    exercise integer NOT NULL REFERENCES wardroom.exercise ON DELETE CASCADE,
    number   integer NOT NULL CHECK (number > 0),
    at       bigint NOT NULL CHECK (at >= 0),
    text     bytea NOT NULL,
    holding  uuid NOT NULL,
    written  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (exercise, number)
);

-- What a server may: begin an exercise, take one, add to it. Not: change or delete what is there.
-- `wardroom records URL --prepare --for ROLE` puts the role's name in.

GRANT USAGE ON SCHEMA wardroom TO ROLE;
GRANT SELECT ON wardroom.form, wardroom.exercise, wardroom.piece TO ROLE;
GRANT INSERT (name) ON wardroom.exercise TO ROLE;
GRANT UPDATE (holding, holder, held_since, pieces, length) ON wardroom.exercise TO ROLE;
GRANT INSERT ON wardroom.piece TO ROLE;

-- Marks as key proposals that came from a register are looked for by their day.
create index proposals_key_since on proposals (county_id, key_since) where key_since is not null;

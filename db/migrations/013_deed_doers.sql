-- A ledger of deeds may name somebody whom the roster of members does not have, or has twice. The deed is kept under the name as written
-- until somebody says who it was; it counts as a deed, but for no member.

alter table deeds alter column member_id drop not null;
alter table deeds_history alter column member_id drop not null;
alter table deeds add column doer text check (char_length(doer) between 1 and 50);
alter table deeds_history add column doer text;
alter table deeds add check (member_id is not null or doer is not null);
comment on column deeds.doer is 'Who did it, as a ledger wrote it, where no member could be told when it was imported; it stays when the member is chosen, so that the ledger is known again';
create index deeds_doer on deeds (county_id, doer, done_on) where doer is not null;

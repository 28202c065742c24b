-- Whom an entry complains of is asked of every list and count (nobody finds what is said of him), so it stands in the indexes they are read from:
-- a total is then counted in the index alone, without fetching its rows.

drop index ledger_entries_newest;
create index ledger_entries_newest on ledger_entries (county_id, received_on desc, id desc) include (about_person);
drop index ledger_entries_committee;
create index ledger_entries_committee on ledger_entries (county_id, committee_id, state, received_on desc, id desc) include (about_person);
drop index ledger_entries_committee_newest;
create index ledger_entries_committee_newest on ledger_entries (county_id, committee_id, received_on desc, id desc) include (about_person);
drop index ledger_entries_handling;
create index ledger_entries_handling on ledger_entries (county_id, committee_id, handling, received_on desc, id desc) include (about_person);
drop index ledger_entries_state;
create index ledger_entries_state on ledger_entries (county_id, state, received_on desc, id desc) include (about_person);

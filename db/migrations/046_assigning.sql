-- What was assigned before teaches which unit a new proposal belongs to: the newest are read, the newest first.
create index proposals_handled on proposals (county_id, submitted_on desc, id desc) where lead_unit_id is not null;

-- The list of proposals says how many stand where and which categories there are: both from an index alone, however many proposals a county has kept.

create index proposals_standing on proposals (county_id, state, serial_no);
create index proposals_category on proposals (county_id, category) where category is not null;

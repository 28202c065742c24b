-- Summaries go newest first by the day on which they were written, by which a search goes back too; their year is a number, not a day.

create index member_annuals_written on member_annuals (county_id, written_on desc, id desc);
drop index member_annuals_newest;

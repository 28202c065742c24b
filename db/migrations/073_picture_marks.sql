-- What attached pictures look like, so that a picture that proves two things is noticed; and the days by which work is counted, where none had an index.

create table picture_marks (
  county_id uuid not null references counties,
  hash      text not null check (hash ~ '^[0-9a-f]{64}$'),
  mark      text check (mark ~ '^[0-9a-f]{16}$'),
  primary key (county_id, hash)
);
comment on table picture_marks is 'A short mark of how an attached picture looks: pictures that look alike have marks that differ in few bits';
comment on column picture_marks.hash is 'sha256 of the content, as in attachments';
comment on column picture_marks.mark is 'For each of 64 places whether it grows brighter to the right; null: it could not be read, or is all of one colour';
call guard_by_county('picture_marks', 'select, insert, delete');

create index instructions_handed on instructions (county_id, handed_on) where handed_on is not null;
create index have_checks_accepted on have_checks (county_id, accepted_on) where state = 'accepted';

-- A county with a machine of its own sends its signed file by itself, where the superior has told it an address and a token.

alter table sharings add column address text check (char_length(address) <= 300);
alter table sharings add column delivered_at timestamptz;
alter table sharings add column delivered_serial integer;
alter table sharings_history add column address text;
alter table sharings_history add column delivered_at timestamptz;
alter table sharings_history add column delivered_serial integer;
comment on column sharings.address is 'Of a superior elsewhere: where the signed file is sent to by itself; null: it is carried by hand';
comment on column sharings.delivered_at is 'When the superior last took a file that was sent by itself';

create table sharing_deliveries (
  county_id  uuid not null references counties,
  sharing_id uuid not null,
  token      text not null check (char_length(token) between 20 and 100),
  tried_at   timestamptz,
  problem    text check (char_length(problem) <= 500),
  primary key (county_id, sharing_id),
  foreign key (county_id, sharing_id) references sharings (county_id, id)
);
comment on table sharing_deliveries is 'What is needed to send by itself and nobody is shown: the token that the superior gave; and what became of the last try';
comment on column sharing_deliveries.problem is 'Why the last try failed; null when it did not';
call guard_by_county('sharing_deliveries');

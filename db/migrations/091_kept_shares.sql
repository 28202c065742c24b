-- Numbers by what divides them, for records of which there may be a million: kept with the writes as kept_counts are (docs/decisions/0032).

create table kept_shares (
  county_id    uuid not null references counties,
  figure       text not null,
  by_column    text not null,
  month        date not null check (extract(day from month) = 1),
  committee_id uuid not null,
  value        text not null,
  n            bigint not null,
  primary key (county_id, figure, by_column, month, committee_id, value)
) with (fillfactor = 80);
comment on table kept_shares is 'Counts of figures by the values of a column, month and committee, kept in the transaction of the act; the all-zero committee stands for none, "-" for no value';
call guard_by_county('kept_shares');

-- By which declaration the shares of a figure were counted: when the program declares it otherwise, they are counted anew at its start.
create table kept_share_definitions (
  county_id uuid not null references counties,
  figure    text not null,
  digest    text not null,
  primary key (county_id, figure)
);
comment on table kept_share_definitions is 'SHA-256 of the condition and the columns by which kept_shares hold a figure';
call guard_by_county('kept_share_definitions');

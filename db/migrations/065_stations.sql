-- 委员服务站: where members are to be met, who sits there when, what is booked there and what is ordered (issue 6; domain rules 6).

create table stations (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  name         text not null check (char_length(name) between 1 and 60),
  kind         text not null default 'station' check (kind in ('station', 'studio', 'point')),
  address      text check (char_length(address) <= 200),
  hours        text check (char_length(hours) <= 200),
  contact      text check (char_length(contact) <= 50),
  phone        text check (char_length(phone) <= 20),
  services     text check (char_length(services) <= 200),
  plaque       text check (char_length(plaque) <= 100),
  opened_on    date not null,
  closed_on    date,
  code         text not null check (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table stations is '委员服务站: a place of a committee where members serve; everything in it but the committee''s own use of it is public';
comment on column stations.hours is 'Opening hours in words, as they stand at the door';
comment on column stations.services is 'What is offered there, in words with 、 between them';
comment on column stations.code is 'The public address. Drawn by lot, given once: no public page shows an id';
create unique index stations_code on stations (county_id, code);
create unique index stations_name on stations (county_id, committee_id, name);
create index stations_opened on stations (county_id, opened_on desc, id desc);
create index stations_state on stations (county_id, state, id desc);
create index stations_committee on stations (county_id, committee_id, state);
call record_table('stations');

create table duty_shifts (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  station_id   uuid not null,
  day          date not null,
  starts       text not null check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends         text not null check (ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  member_ids   uuid[] not null default '{}' check (cardinality(member_ids) between 1 and 6),
  service      text not null default 'other' check (char_length(service) <= 20),
  note         text check (char_length(note) <= 200),
  visitors     integer check (visitors between 0 and 10000),
  done         text check (char_length(done) <= 1000),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, station_id) references stations,
  check (ends > starts)
);
comment on table duty_shifts is '值班: which members serve at a station on a day';
comment on column duty_shifts.starts is 'HH:MM in China; the text order is the order of time';
comment on column duty_shifts.visitors is 'Person-times received, as the member tells it; null until it was held';
create index duty_shifts_day on duty_shifts (county_id, day desc, id desc);
create index duty_shifts_station on duty_shifts (county_id, station_id, day, starts);
create index duty_shifts_state on duty_shifts (county_id, state, day);
create index duty_shifts_committee on duty_shifts (county_id, committee_id, day);
create index duty_shifts_members on duty_shifts using gin (county_id, member_ids);
call record_table('duty_shifts');

create table shift_swaps (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  committee_id   uuid not null,
  shift_id       uuid not null,
  other_shift_id uuid,
  member_id      uuid not null,
  taker_id       uuid not null,
  why            text check (char_length(why) <= 200),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, shift_id) references duty_shifts,
  foreign key (county_id, other_shift_id) references duty_shifts,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, taker_id) references members,
  check (member_id <> taker_id)
);
comment on table shift_swaps is '换班: one member asks another to serve in the place; it holds when the other has agreed';
comment on column shift_swaps.other_shift_id is 'The shift of the other that is taken in return; null: nothing in return';
create index shift_swaps_shift on shift_swaps (county_id, shift_id, id desc);
create index shift_swaps_taker on shift_swaps (county_id, taker_id, state);
create index shift_swaps_member on shift_swaps (county_id, member_id, state);
create index shift_swaps_state on shift_swaps (county_id, state, id desc);
create unique index shift_swaps_one on shift_swaps (county_id, shift_id, member_id) where state = 'asked';
call record_table('shift_swaps');

create table bookings (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  station_id   uuid not null,
  shift_id     uuid not null,
  day          date not null,
  member_ids   uuid[] not null default '{}',
  name         text check (char_length(name) <= 50),
  phone        text check (char_length(phone) <= 20),
  matter       text check (char_length(matter) <= 500),
  way          text not null check (way in ('page', 'telephone', 'visit')),
  receipt      text not null check (receipt ~ '^[2-9A-HJ-NP-Z]{8}$'),
  outcome      text check (char_length(outcome) <= 500),
  erased_on    date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, station_id) references stations,
  foreign key (county_id, shift_id) references duty_shifts
);
comment on table bookings is '预约: somebody will come to a shift; name, telephone and matter are for the members who serve there and fall by rule';
comment on column bookings.day is 'Of the shift; moves with it';
comment on column bookings.member_ids is 'Who serves at that shift: they receive the visitor and read the booking';
create unique index bookings_receipt on bookings (county_id, receipt);
create index bookings_shift on bookings (county_id, shift_id, state);
create index bookings_day on bookings (county_id, day desc, id desc);
create index bookings_state on bookings (county_id, state, day);
create index bookings_members on bookings using gin (county_id, member_ids);
create index bookings_to_erase on bookings (county_id, day) where erased_on is null;
call record_table('bookings');

create table service_orders (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  number          integer not null,
  committee_id    uuid not null,
  station_id      uuid,
  kind            text not null check (char_length(kind) <= 20),
  matter          text not null check (char_length(matter) <= 500),
  place           text not null check (char_length(place) <= 100),
  wanted          text check (char_length(wanted) <= 100),
  orderer_kind    text not null check (orderer_kind in ('resident', 'village', 'body')),
  orderer         text check (char_length(orderer) <= 50),
  phone           text check (char_length(phone) <= 20),
  way             text not null check (way in ('page', 'telephone', 'visit', 'paper', 'ledger')),
  receipt         text not null check (receipt ~ '^[2-9A-HJ-NP-Z]{8}$'),
  entry_id        uuid,
  ordered_on      date not null,
  clock_from      date not null,
  days            integer check (days between 1 and 262),
  dispatch_by     date not null,
  member_ids      uuid[] not null default '{}',
  unit_ids        uuid[] not null default '{}',
  dispatched_on   date,
  in_time         boolean,
  accepted_on     date,
  done_on         date,
  forwarded       integer not null default 0 check (forwarded between 0 and 20),
  refused_code    text check (char_length(refused_code) <= 20),
  answer          text check (char_length(answer) <= 500),
  confirmed_on    date,
  confirmed_by    text check (confirmed_by in ('receipt', 'call_back', 'slip')),
  satisfaction    integer check (satisfaction between 1 and 5),
  erased_on       date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, station_id) references stations,
  foreign key (county_id, entry_id) references ledger_entries
);
comment on table service_orders is '点单: a resident or village asks for a service; the committee dispatches, members accept and do it, who ordered it confirms';
comment on column service_orders.clock_from is 'From when the days until it is dispatched are counted: when it was ordered, came back or was forwarded';
comment on column service_orders.member_ids is 'To whom it is dispatched at the moment, and who did it; whoever declined is not in it';
comment on column service_orders.in_time is 'Whether it was dispatched by its day; null until then';
comment on column service_orders.answer is 'What whoever ordered it is told when it is refused';
create unique index service_orders_number on service_orders (county_id, (extract(year from ordered_on)), number);
create unique index service_orders_receipt on service_orders (county_id, receipt);
create index service_orders_ordered on service_orders (county_id, ordered_on desc, id desc);
create index service_orders_state on service_orders (county_id, state, dispatch_by);
create index service_orders_committee on service_orders (county_id, committee_id, state);
create index service_orders_station on service_orders (county_id, station_id, state) where station_id is not null;
create index service_orders_entry on service_orders (county_id, entry_id) where entry_id is not null;
create index service_orders_members on service_orders using gin (county_id, member_ids);
create index service_orders_units on service_orders using gin (county_id, unit_ids);
create index service_orders_to_erase on service_orders (county_id, changed_at) where erased_on is null;
call record_table('service_orders');

create table dispatches (
  county_id            uuid not null references counties,
  id                   uuid not null,
  state                text not null,
  version              integer not null,
  changed_at           timestamptz not null,
  created_at           timestamptz not null,
  batch_id             uuid,
  committee_id         uuid not null,
  order_id             uuid not null,
  matter               text not null check (char_length(matter) <= 500),
  place                text not null check (char_length(place) <= 100),
  member_id            uuid,
  unit_id              uuid,
  sector_id            uuid,
  special_committee_id uuid,
  sent_on              date not null,
  days                 integer check (days between 1 and 262),
  accept_by            date not null,
  answered_on          date,
  in_time              boolean,
  declined_code        text check (char_length(declined_code) <= 20),
  declined_note        text check (char_length(declined_note) <= 200),
  done_on              date,
  done_place           text check (char_length(done_place) <= 100),
  hours                integer check (hours between 0 and 500),
  people               integer check (people between 0 and 1000000),
  account              text check (char_length(account) <= 1000),
  deed_id              uuid,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, order_id) references service_orders,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, deed_id) references deeds,
  check (num_nonnulls(member_id, unit_id, sector_id, special_committee_id) = 1)
);
comment on table dispatches is '派单: an order put to one member, unit, sector office or special committee, who accepts or declines for itself';
comment on column dispatches.matter is 'Of the order: what it is about stands where it is accepted';
comment on column dispatches.in_time is 'Whether it was answered by its day; null until then';
comment on column dispatches.deed_id is 'The livelihood deed that the member did with it';
create index dispatches_order on dispatches (county_id, order_id, id);
create index dispatches_member on dispatches (county_id, member_id, state) where member_id is not null;
create index dispatches_unit on dispatches (county_id, unit_id, state) where unit_id is not null;
create index dispatches_state on dispatches (county_id, state, accept_by);
create index dispatches_sent on dispatches (county_id, sent_on desc, id desc);
create index dispatches_deed on dispatches (county_id, deed_id) where deed_id is not null;
call record_table('dispatches');

create table news (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  title        text not null check (char_length(title) between 1 and 100),
  content      text not null check (char_length(content) between 1 and 4000),
  happened_on  date not null,
  code         text not null check (code ~ '^[2-9A-HJ-NP-Z]{8}$'),
  author_id    uuid,
  published_on date,
  published_at timestamptz,
  first_at     timestamptz,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table news is '委员会动态: what a committee tells everybody; written by one, published by another';
comment on column news.author_id is 'Who wrote the text last (people.id): somebody else publishes it';
comment on column news.first_at is 'When it was first published: the date of its entry in the feed; published_at is that of the text which stands now';
create unique index news_code on news (county_id, code);
create index news_happened on news (county_id, happened_on desc, id desc);
create index news_state on news (county_id, state, id desc);
create index news_public on news (county_id, published_at desc, id desc) where state = 'published';
create index news_public_of on news (county_id, committee_id, published_at desc, id desc) where state = 'published';
call record_table('news');

-- The application can change no superseded version; these two can, and can do nothing else.
create function erase_booking(booking uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update bookings set name = null, phone = null, matter = null where county_id = current_county() and id = booking;
  update bookings_history set name = null, phone = null, matter = null where county_id = current_county() and id = booking;
end $$;
comment on function erase_booking is 'Erases who booked, and what for, from every version of a booking';
revoke execute on function erase_booking from public;
grant execute on function erase_booking to lianxinqiao_app;

create function erase_orderer(ordered uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update service_orders set orderer = null, phone = null where county_id = current_county() and id = ordered;
  update service_orders_history set orderer = null, phone = null where county_id = current_county() and id = ordered;
end $$;
comment on function erase_orderer is 'Erases who ordered a service from every version of the order';
revoke execute on function erase_orderer from public;
grant execute on function erase_orderer to lianxinqiao_app;

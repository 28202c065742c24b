-- 发文登记簿 and 收文登记簿: papers that leave the house and papers that come in, with the acts on paper that each went through.

create table outgoing_papers (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null check (state in ('draft', 'checking', 'checked', 'signed', 'numbered', 'sealed', 'sent', 'filed', 'void')),
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  committee_id  uuid,
  kind          text not null check (kind in ('resolution', 'decision', 'order', 'gazette', 'announcement', 'public_notice', 'opinion', 'notice', 'circular', 'report', 'request', 'reply', 'motion', 'letter', 'minutes')),
  title         text not null check (char_length(title) between 1 and 200),
  source_record text check (char_length(source_record) <= 50),
  source_id     uuid,
  addressee     text check (char_length(addressee) <= 300),
  body          text check (char_length(body) <= 20000),
  annexes       text check (char_length(annexes) <= 1000),
  copy_to       text check (char_length(copy_to) <= 300),
  remark        text check (char_length(remark) <= 100),
  urgency       text check (urgency in ('urgent', 'most_urgent')),
  openness      text check (openness in ('open', 'on_request', 'closed')),
  own_number    text check (char_length(own_number) <= 60),
  drafted_by    text check (char_length(drafted_by) <= 50),
  drafted_on    date not null,
  original      text check (char_length(original) <= 200),
  checked_by    text check (char_length(checked_by) <= 50),
  checked_on    date,
  signatory     text check (char_length(signatory) <= 50),
  signed_on     date,
  code          text check (char_length(code) between 1 and 20),
  number_year   integer check (number_year between 1949 and 2999),
  serial        integer check (serial >= 1),
  document_no   text check (char_length(document_no) <= 60),
  sealed_by     text check (char_length(sealed_by) <= 50),
  sealed_on     date,
  sent_on       date,
  sent_how      text check (sent_how in ('by_hand', 'confidential', 'post', 'electronic', 'other')),
  sent_to       text check (char_length(sent_to) <= 1000),
  copies        integer check (copies between 1 and 9999),
  file_no       text check (char_length(file_no) <= 60),
  filed_on      date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check ((serial is null) = (code is null) and (serial is null) = (number_year is null) and (serial is null) = (document_no is null))
);
comment on table outgoing_papers is 'Papers that go out (发文): drafted, checked, signed, numbered, sealed, sent, filed. Signature and seal are acts on paper, entered here with their day';
comment on column outgoing_papers.committee_id is 'The committee that issues it; null: the county body';
comment on column outgoing_papers.source_record is 'The kind of record from which its text is made, where it is not written here';
comment on column outgoing_papers.own_number is 'A number that another register gave it (issue of a brief, letter of a proposal): stays as it is';
comment on column outgoing_papers.serial is 'Its number in the series of the organ code and the year; kept, and named as void, when the paper is dropped after later numbers were given';
comment on column outgoing_papers.sent_to is 'Who got how many copies, one on a line';
create index outgoing_papers_newest on outgoing_papers (county_id, drafted_on desc, id desc);
create index outgoing_papers_committee on outgoing_papers (county_id, committee_id, drafted_on desc);
create index outgoing_papers_sent on outgoing_papers (county_id, sent_on desc);
create index outgoing_papers_source on outgoing_papers (county_id, source_id) where source_id is not null;
create unique index outgoing_papers_number on outgoing_papers (county_id, code, number_year, serial);
call record_table('outgoing_papers');

create table incoming_papers (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null check (state in ('registered', 'proposed', 'handling', 'done', 'filed', 'void')),
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  committee_id  uuid,
  number        integer not null check (number >= 1),
  received_on   date not null,
  from_body     text not null check (char_length(from_body) between 1 and 100),
  document_no   text check (char_length(document_no) <= 60),
  title         text not null check (char_length(title) between 1 and 200),
  kind          text check (kind in ('resolution', 'decision', 'order', 'gazette', 'announcement', 'public_notice', 'opinion', 'notice', 'circular', 'report', 'request', 'reply', 'motion', 'letter', 'minutes')),
  dated_on      date,
  matter        text check (char_length(matter) <= 5000),
  urgency       text check (urgency in ('urgent', 'most_urgent')),
  due_on        date,
  answers_id    uuid,
  original      text check (char_length(original) <= 200),
  proposed      text check (char_length(proposed) <= 2000),
  proposed_by   text check (char_length(proposed_by) <= 50),
  instructed_by text check (char_length(instructed_by) <= 50),
  instructed_on date,
  instruction   text check (char_length(instruction) <= 2000),
  handler       text check (char_length(handler) <= 100),
  circulated    text check (char_length(circulated) <= 200),
  result        text check (char_length(result) <= 2000),
  done_on       date,
  reply_id      uuid,
  file_no       text check (char_length(file_no) <= 60),
  filed_on      date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, answers_id) references outgoing_papers,
  foreign key (county_id, reply_id) references outgoing_papers
);
comment on table incoming_papers is 'Papers that come in (收文): registered, proposed, instructed, handled, filed';
comment on column incoming_papers.committee_id is 'The committee that received it; null: the county body';
comment on column incoming_papers.number is 'Of the register of its receiver and year, without gaps';
comment on column incoming_papers.answers_id is 'The paper of ours that it answers';
comment on column incoming_papers.reply_id is 'The paper of ours that answers it';
create index incoming_papers_newest on incoming_papers (county_id, received_on desc, id desc);
create index incoming_papers_committee on incoming_papers (county_id, committee_id, received_on desc);
create index incoming_papers_due on incoming_papers (county_id, due_on) where state in ('registered', 'proposed', 'handling');
create index incoming_papers_answers on incoming_papers (county_id, answers_id) where answers_id is not null;
create index incoming_papers_reply on incoming_papers (county_id, reply_id) where reply_id is not null;
call record_table('incoming_papers');

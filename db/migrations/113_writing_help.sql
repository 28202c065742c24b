-- Writing help (decision 48): off until the office names a model that the county itself runs.
create table writing_helpers (
  county_id  uuid primary key references counties,
  address    text not null check (char_length(address) between 1 and 300),
  model      text not null check (char_length(model) between 1 and 100),
  api_key    text constraint writing_helpers_api_key_sealed check (api_key like '~%'),
  kinds      text[] not null check (cardinality(kinds) <= 20),
  changed_at timestamptz not null
);
comment on table writing_helpers is 'The OpenAI-compatible address that the county runs, and for which kinds of text it is asked; without a row only the program''s own rules help';
comment on column writing_helpers.api_key is 'Sealed; shown on no page. Null: the address asks for none';
call guard_by_county('writing_helpers');

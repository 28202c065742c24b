-- The language in which a person reads the pages (decision 44). What is stored is Chinese whatever they read.
alter table accounts add column language text check (language ~ '^[A-Za-z0-9-]{2,20}$');

comment on column accounts.language is 'Chosen at the foot of a page: zh-CN or a folder of locales/. Null: never chosen, so the browser decides.';

#!/bin/sh
# Run once by the image of PostgreSQL: the owner of the tables is no superuser, but may make the role under which people work.
set -eu
psql --username="$POSTGRES_USER" --set=password="$(cat "$OWNER_PASSWORD_FILE")" --set=ON_ERROR_STOP=1 <<'SQL'
create role lianxinqiao login createrole password :'password';
create database lianxinqiao owner lianxinqiao encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' template template0;
\connect lianxinqiao
create extension if not exists btree_gin;
SQL

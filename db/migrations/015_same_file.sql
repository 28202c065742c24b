-- A file that waits already is opened again instead of waiting twice.

create index import_batches_waiting on import_batches (county_id, file_hash) where state = 'open';

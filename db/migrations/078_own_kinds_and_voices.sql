-- Kinds of stations, orders and shifts are the plan's own words, as those of deeds are.
alter table stations drop constraint stations_kind_check;
alter table stations add constraint stations_kind_check check (char_length(kind) between 1 and 30);
alter table service_orders drop constraint service_orders_kind_check;
alter table service_orders add constraint service_orders_kind_check check (char_length(kind) between 1 and 30);
alter table duty_shifts drop constraint duty_shifts_service_check;
alter table duty_shifts add constraint duty_shifts_service_check check (char_length(service) between 1 and 30);
comment on column stations.kind is 'One of the usual kinds, or the county''s own word (stations.kinds)';

-- What whoever ordered a service says of the deeds that were done for the order; the later word takes the place of the earlier.
alter table deed_confirmations add column order_id uuid, add foreign key (county_id, order_id) references service_orders;
alter table deed_confirmations_history add column order_id uuid;
comment on column deed_confirmations.order_id is 'The order whose orderer said it';
create index deed_confirmations_order on deed_confirmations (county_id, order_id) where order_id is not null;

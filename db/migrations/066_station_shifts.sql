-- A station has one shift at a time: whoever books, orders or subscribes names it by its day and hour.
create unique index duty_shifts_one on duty_shifts (county_id, station_id, day, starts) where state in ('draft', 'planned', 'held');

-- What was answered to a visitor falls with who it was.
create or replace function erase_booking(booking uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update bookings set name = null, phone = null, matter = null, outcome = null where county_id = current_county() and id = booking;
  update bookings_history set name = null, phone = null, matter = null, outcome = null where county_id = current_county() and id = booking;
end $$;

import type { Slice } from '#platform/chapter.ts';
import { booking } from '#duties/stations/bookings/record.ts';
import { mount as mountBookings } from '#duties/stations/bookings/routes.tsx';
import { ordersOfEntry } from '#duties/stations/crossings.ts';
import { dispatch } from '#duties/stations/dispatches/record.ts';
import { mount as mountDispatches } from '#duties/stations/dispatches/routes.tsx';
import { eraseWhatIsOver } from '#duties/stations/erasing.ts';
import { datedRecords, figures, ratios } from '#duties/stations/facts.ts';
import { stationImport } from '#duties/stations/imports.ts';
import { newsItem } from '#duties/stations/news/record.ts';
import { mount as mountNews } from '#duties/stations/news/routes.tsx';
import { serviceOrder } from '#duties/stations/orders/record.ts';
import { mount as mountOrders } from '#duties/stations/orders/routes.tsx';
import { mountPublicStations } from '#duties/stations/public/routes.tsx';
import { station } from '#duties/stations/record.ts';
import { mount as mountStations } from '#duties/stations/routes.tsx';
import { dutyShift } from '#duties/stations/shifts/record.ts';
import { mountVisitors } from '#duties/stations/shifts/visitors-page.tsx';
import { mount as mountShifts } from '#duties/stations/shifts/routes.tsx';
import { shiftSwap } from '#duties/stations/swaps/record.ts';
import { mount as mountSwaps } from '#duties/stations/swaps/routes.tsx';
import { stationsWork } from '#duties/stations/work.ts';
import { bookingsAdrift } from '#duties/stations/waiting.ts';

/** 委员服务站: where members are to be met, and what they do when they are asked. */
export const stationsSlice: Slice = {
  records: [station, dutyShift, shiftSwap, booking, serviceOrder, dispatch, newsItem],
  figures, ratios,
  dated: datedRecords,
  work: stationsWork,
  imports: [stationImport],
  awaited: [bookingsAdrift],
  beside: [ordersOfEntry],
  applies: [
    { record: station.name, parameters: ['stations.kinds'], day: 'opened_on' },
    { record: serviceOrder.name, parameters: ['deeds.kinds', 'stations.dispatch_days', 'stations.keep_months'], day: 'ordered_on' },
    { record: dutyShift.name, parameters: ['deeds.kinds'], day: 'day' },
    { record: dispatch.name, parameters: ['stations.accept_days'], day: 'sent_on' },
    { record: booking.name, parameters: ['stations.ahead_days', 'stations.bookings_most', 'stations.keep_months'], day: 'day' },
  ],
  committeesWork: [station, dutyShift, shiftSwap, booking, serviceOrder, dispatch, newsItem].map((declared) => ({ declared, committee: 'committee_id' })),
  daily: eraseWhatIsOver,
  mount(site) {
    mountPublicStations(site);
    mountNews(site);
    mountVisitors(site);
    mountShifts(site);
    mountSwaps(site);
    mountBookings(site);
    mountOrders(site);
    mountDispatches(site);
    mountStations(site);
  },
};

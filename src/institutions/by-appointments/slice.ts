import type { Slice } from '#platform/chapter.ts';
import { byAppointment } from '#institutions/by-appointments/record.ts';
import { mount } from '#institutions/by-appointments/routes.tsx';

export const byAppointmentsSlice: Slice = { records: [byAppointment], mount };

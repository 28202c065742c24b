import { figure } from '#platform/figures/figure.ts';
import { all, is } from '#platform/predicate.ts';
import { venue, type Venue } from '#duties/consultations/venues/record.ts';

const inUse = is<Venue>('state', 'in_use');
const common = { record: venue.name, committee: 'committee_id', unit: '个' } as const;

const venues = figure<Venue>({ ...common, name: 'venues_in_use', label: '协商场所', definition: '现在在用的协商议事室、院坝等场所个数。', where: inUse });
const complete = figure<Venue>({ ...common, name: 'venues_complete', label: '达标的协商场所', definition: '现在在用、最近一次检查各项标准都具备的场所个数；按检查那天的标准。', where: all(inUse, is<Venue>('complete', true)) });

export const venueFigures = [venues, complete];

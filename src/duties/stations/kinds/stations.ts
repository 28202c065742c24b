import type { OwnKinds } from '#duties/kinds-in-force.ts';
import { stationKinds } from '#duties/stations/words.ts';

/** Kinds of stations, as the plan calls them. */
export const ofStations: OwnKinds = { parameter: 'stations.kinds', usual: stationKinds };

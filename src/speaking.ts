/** The entry of a build for another language (decision 44): the same program with that language's words, on what the Chinese one has opened. */
import { openCounty, slices } from '#county.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { unkept } from '#platform/database/unkept.ts';
import type { Opens } from '#platform/languages/programs.ts';
import { openHouse } from '#platform/records/house.ts';

export const openProgram: Opens = async ({ app, files, first, languages, chinese, completed }, assets) => {
  const [house, trying] = await Promise.all([openHouse(app, slices, files), openHouse(unkept(app), slices, files)]);
  return {
    pages: openCounty(house, assets, { counties: knownCounties(house, slices, completed), first, languages, papers: chinese }),
    trials: openCounty(trying, assets, { counties: knownCounties(trying, slices, completed), languages }),
  };
};

import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { claimOverride } from '#reports/overrides/record.ts';
import { mountOverrides } from '#reports/overrides/routes.tsx';

export const overridesSlice = (declared: Declared): Slice => ({ records: [claimOverride], mount: (site) => mountOverrides(site, declared) });

import type { Slice } from '#platform/chapter.ts';
import { basesOf, nameOrderNow, secondHeadNow } from '#plans/facts.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { mount } from '#plans/parameter-values/routes.tsx';

export const parametersSlice: Slice = { records: [parameterSetting], bases: basesOf, nameOrder: nameOrderNow, pressing: 'light.near_days', secondHead: secondHeadNow, mount };

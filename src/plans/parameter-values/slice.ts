import type { Slice } from '#platform/chapter.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { mount } from '#plans/parameter-values/routes.tsx';

export const parametersSlice: Slice = { records: [parameterSetting], mount };

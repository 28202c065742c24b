import type { Slice } from '#platform/chapter.ts';
import { categoryWord } from '#plans/categories/record.ts';
import { mountCategories } from '#plans/categories/routes.tsx';

export const categoriesSlice: Slice = { records: [categoryWord], mount: mountCategories };

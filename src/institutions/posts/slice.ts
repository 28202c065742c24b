import type { Slice } from '#platform/chapter.ts';
import { claims, figures, vacanciesAwaited } from '#institutions/posts/facts.ts';
import { postImport } from '#institutions/posts/imports.ts';
import { post } from '#institutions/posts/record.ts';
import { mount } from '#institutions/posts/routes.tsx';

export const postsSlice: Slice = { records: [post], figures, claims, imports: [postImport], awaited: [vacanciesAwaited], mount };

import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { buildSite } from '#county.ts';
import { describeApi } from '#platform/http/openapi.ts';
import { apiPath } from '#platform/http/site.tsx';

const site = buildSite();
const described = describeApi(site, '1') as { openapi: string; paths: Record<string, Record<string, { operationId: string }>> };

test('the description is OpenAPI 3.1, as an independent validator reads it', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(described));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(described.openapi).toMatch(/^3\.1/);
});

test('what is described answers, and what answers under the API is described', () => {
  const mounted = site.operations().filter(({ api }) => api).map((one) => `${one.method} ${apiPath(one).replace(/:(\w+)/g, '{$1}')}`);
  const told = Object.entries(described.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(told.toSorted()).toEqual([...new Set(mounted)].toSorted());
});

test('every operation has a name of its own', () => {
  const names = Object.values(described.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(names).size).toBe(names.length);
});

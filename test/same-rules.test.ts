import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSite, slices } from '#county.ts';
import { said } from '#platform/fields.ts';
import type { Resource } from '#platform/http/resource.tsx';
import { testCounty, type TestCounty } from './county.ts';
import { siteOf, type Visitor } from './visitor.ts';

/** S-05: the same wrong value by the form, by the API, as a correction and from a spreadsheet. Which values these are follows from the declarations. */

const site = buildSite();
const resources = [...site.resources.values()].filter(({ newLabel }) => newLabel !== false);
let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices, site)({ role: 'county_office' });
}, 120_000);
afterAll(() => county?.drop());

/** What such a field must not hold; undefined where every text is right, or only the county knows. */
function wrongFor(schema: z.ZodType): string | number | undefined {
  const wrong = unlike(said(schema));
  return wrong !== undefined && schema.safeParse(wrong).success ? undefined : wrong;
}

function unlike({ kind, max }: ReturnType<typeof said>): string | number | undefined {
  if ((kind === 'text' || kind === 'lines') && max) return '长'.repeat(max + 1);
  if (kind === 'day') return '2025-02-30';
  if (kind === 'month') return '2025-13';
  if (kind === 'choice') return '不在其中的';
  if (kind === 'phone') return '138';
  return kind === 'number' ? -1e12 : undefined;
}

const wrongIn = ({ fields }: Resource<any, any>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(fields.shape).flatMap(([name, schema]) => {
    const wrong = wrongFor(schema as z.ZodType);
    return wrong === undefined ? [] : [[name, wrong]];
  }));

const NOBODY = '0198c000-0000-7000-8000-0000000000ff';
const asText = (values: Record<string, string | number>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

test('a wrong value is refused with the same sentence by the form, by the API and as a correction', { timeout: 240_000 }, async () => {
  const different: string[] = [];
  let compared = 0;
  for (const one of resources) {
    const { path, editable } = one.declared;
    const wrong = wrongIn(one);
    const entered = await office.send(`/${path}`, wrong);
    const corrected = editable.in.length > 0 ? await office.send(`/${path}/${NOBODY}`, wrong, 'PATCH') : undefined;
    const drawn = await office.submit(`/${path}`, asText(wrong));
    const page = (await drawn.text()).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    for (const name of Object.keys(wrong)) {
      const sentence = entered.body.fields?.[name];
      if (!sentence) different.push(`${path} ${name}: taken by the API (${entered.status} ${entered.body.detail})`);
      else if (corrected && corrected.body.fields?.[name] !== sentence) different.push(`${path} ${name}: as a correction ${corrected.body.fields?.[name]}, not ${sentence}`);
      else if (!page.includes(sentence)) different.push(`${path} ${name}: the form (${drawn.status}) does not say ${sentence}`);
      compared += 1;
    }
  }
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(300);
});

test('what a spreadsheet reader understands the record takes, and what the record refuses no reader lets by', () => {
  const context = { today: '2026-06-30', year: 2026, header: '' };
  const laxer: string[] = [];
  let compared = 0;
  for (const { kind, fields } of slices.flatMap((slice) => slice.imports ?? [])) {
    for (const [name, { read }] of Object.entries(kind.columns)) {
      const schema = fields?.shape[name] as z.ZodType | undefined;
      const wrong = schema && wrongFor(schema);
      if (wrong === undefined || said(schema!).kind === 'choice') continue; // a sheet has the words of choices, which the reader turns into ours
      const { value, remarks } = read({ text: String(wrong) }, context);
      compared += 1;
      if (value === null || remarks.some(({ level }) => level === 'refuse')) continue;
      if (!schema!.safeParse(value).success) laxer.push(`${kind.name} ${name}: understands ${JSON.stringify(value).slice(0, 40)}`);
    }
  }
  expect(laxer).toEqual([]);
  expect(compared).toBeGreaterThan(30);
});

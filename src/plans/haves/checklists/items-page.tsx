import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { accepted, choice, number, text, tick, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit, refuse } from '#platform/records/write.ts';
import { FieldGroup, FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { complaintAboutWords } from '#plans/forbidding.ts';
import { checklist, itemsOf, proofKinds, type Checklist, type Item } from '#plans/haves/checklists/record.ts';

/** A checklist longer than this fits no wall. */
const MOST_ITEMS = 12;
/** Empty lines offered below those that are there. */
const SPARE = 3;

const itemFields = z.object({
  label: text('项目', 30, { hint: '例如：有场所；留空的项目不保存' }),
  asked: text('要求', 200),
  kind: choice('凭什么证明', proofKinds),
  months: number('佐证有效期（月）', 1, 120, { hint: '不填就一直有效' }).optional(),
  verifier: text('核验人', 40).optional(),
  required: tick('必备').optional(),
});

const prefix = (place: number, name: string): string => `${place}:${name}`;
const places = (n: number): number[] => Array.from({ length: n }, (_, place) => place + 1);

/** The fields of one line of the form, under names that carry its place. */
const fieldsAt = (place: number) => z.object(Object.fromEntries(Object.entries(itemFields.shape).map(([name, field]) => [prefix(place, name), field.optional()])));

/** Where a draft checklist gets its items. */
export function mountItems(site: Site): void {
  site.add({ method: 'GET', path: '/checklists/:id/items', handle: show });
  site.add({
    method: 'POST', path: '/checklists/:id/items', handle: save,
    api: { summary: '登记清单项目', tag: checklist.title, body: { type: 'object', additionalProperties: true, description: '每个项目六项：<序号>:label、asked、kind、months、verifier、required' } },
  });
}

const opened = (visit: Visit): Promise<Checklist> =>
  look(visit, async (reading) => {
    const row = await get<Checklist>(reading, checklist, visit.param('id'));
    refuse(mayEdit(checklist, visit.actor, row));
    return row;
  });

async function show(visit: Visit): Promise<Response> {
  const row = await opened(visit);
  const values = Object.fromEntries(itemsOf(row).flatMap(({ id: _id, ...item }, n) => Object.entries(item).filter(([, value]) => value !== null).map(([name, value]) => [prefix(n + 1, name), value])));
  return draw(visit, row, freshForm(values));
}

function draw(visit: Visit, row: Checklist, form: FormState, status = 200): Promise<Response> {
  const shown = Math.min(itemsOf(row).length + SPARE, MOST_ITEMS);
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="登记项目" lead={row.title} back={{ label: row.title, href: `/checklists/${row.id}` }}
      action={`/checklists/${row.id}/items`} form={form} version={row.version} submit="保存项目"
    >
      {places(shown).map((place) => <FieldGroup title={`第${place}项`}><AllFields of={fieldsAt(place)} form={form} choices={{}} /></FieldGroup>)}
    </FormPage>
  ), status);
}

async function save(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const row = await opened(visit);
  try {
    const items = itemsSent(row, body);
    const now = await transact(visit.house, visit.actor, requestId(visit, body), (act) =>
      edit<Checklist>(act, checklist, row.id, openedVersion(body), { items: JSON.stringify(items) as unknown as Checklist['items'] }));
    return visit.json ? json(visit, now) : seeOther(visit, `/checklists/${row.id}`, { tone: 'good', sentence: `已登记${items.length}个项目。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, row) : seeOther(visit, `/checklists/${row.id}`);
    if (body.form && error instanceof Problem && (error.status === 422 || error.status === 409)) {
      const values = Object.fromEntries([...body.form].map(([name, value]) => [name, String(value)]));
      return draw(visit, row, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, error.status);
    }
    throw error;
  }
}

/** The lines that were filled in. A line whose name was emptied is taken away; the others keep their id. */
function itemsSent(row: Checklist, body: Sent): Item[] {
  const all = z.object(Object.assign({}, ...places(MOST_ITEMS).map((place) => fieldsAt(place).shape)));
  const given = accepted(body.json ? all.strict() : all, body.form ? typed(all, body.form.entries()) : withoutMeta(body.json ?? {})) as Record<string, unknown>;
  const before = itemsOf(row);
  return places(MOST_ITEMS).flatMap((place) => {
    const line = Object.fromEntries(Object.keys(itemFields.shape).map((name) => [name, given[prefix(place, name)]]));
    return line['label'] ? [{ id: before[place - 1]?.id ?? uuidv7(), ...complete(place, line) }] : [];
  });
}

function complete(place: number, line: Record<string, unknown>): Omit<Item, 'id'> {
  const missing = (['asked', 'kind'] as const).filter((name) => !line[name]);
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((name) => [prefix(place, name), '写了项目的，请一并写明要求和凭什么证明。'])));
  const { label, asked, kind, months, verifier, required } = itemFields.parse(line);
  expectProper({ [prefix(place, 'label')]: label, [prefix(place, 'asked')]: asked });
  return { label, asked, kind, months: months ?? null, verifier: verifier ?? '', required: required ?? false };
}

/** No county may ask for what the compliance list forbids. */
function expectProper(words: Record<string, string>): void {
  const complaints = Object.entries(words).map(([field, typed]) => [field, complaintAboutWords(typed)] as const).filter(([, complaint]) => complaint);
  if (complaints.length > 0) throw invalid(Object.fromEntries(complaints) as Record<string, string>);
}

const withoutMeta = ({ request_id: _request, version: _version, ...content }: Record<string, unknown>) => content;

import type { Child } from 'hono/jsx';
import { drawn, masksOf, mayCreate, mayEdit, offers, readable, visible, type Lifecycle, type Offer, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { ARISES_FROM } from '#platform/arising.ts';
import { mayLeave } from '#platform/identity/proving.ts';
import { always } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { json, jsonBytes, page, seeOther } from '#platform/http/answers.tsx';
import { attachmentsAsJson, attachmentsShown } from '#platform/http/attachment-views.ts';
import { courseOf, journalOf } from '#platform/http/course.ts';
import { AllFields, derivedFacts, differencesOf } from '#platform/http/derived.tsx';
import { csvOrQuestion, csvProved, workbookOrQuestion, writeLong } from '#platform/exporting/long-lists.tsx';
import { PaperField } from '#platform/http/entered-paper.tsx';
import { foundPage, foundText } from '#platform/http/found.ts';
import { composedInWords } from '#platform/figures/naming.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { keptAnswer } from '#platform/http/kept-answers.ts';
import { PAPER } from '#platform/http/list-sheets.ts';
import { ask, type Asked } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { savedViewsOf } from '#platform/http/saved-views.ts';
import { frameOf } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { basesOfList, basesOfRecord } from '#platform/obligations/applying.ts';
import { inOwnWords, look, nameIn, numberInOwnWords, titleIn, type Handler, type Visit } from '#platform/http/visit.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import { DetailPage, Section } from '#platform/ui/detail.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { Steps } from '#platform/ui/steps.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Differences } from '#platform/ui/problem.tsx';
import { HelpedFields } from '#platform/writing-help/helped.tsx';

export interface StepFormState {
  step: string;
  form: FormState;
}

/** A record shown again because something that was sent with it needs another look. */
interface Again {
  asking?: StepFormState;
  /** The form of its attachments. */
  attaching?: FormState;
  status?: number;
}

export interface ResourceViews<Row extends Recorded> {
  list: Handler;
  download(format: 'csv' | 'xlsx'): Handler;
  /** Begins to write the workbook of a long list. */
  writing: Handler;
  /** A long list as CSV, once somebody has proved who takes it along. */
  provedCsv: Handler;
  show: Handler;
  blank: Handler;
  correction: Handler;
  /** The entry form again, with what was typed and what is wrong. */
  drawForm(visit: Visit, form: FormState, row: Row | undefined, status: number, remark?: string): Promise<Response>;
  drawRecord(visit: Visit, id: string, again?: Again): Promise<Response>;
  /** The record as the API gives it. */
  asJson(visit: Visit, row: Row): object;
}

export function resourceViews<Row extends Recorded, Around extends Surroundings>(one: Resource<Row, Around>): ResourceViews<Row> {
  const { declared, listing } = one;

  const asJson = (visit: Visit, row: Row) => ({ ...readable(declared, visit.actor, row), offers: offers(declared, visit.actor, row) });

  async function listed(visit: Visit): Promise<Response> {
    const asked = ask(visit.house, declared, listing, visit.query);
    return look(visit, async (plain) => {
      const reading = await readingAt(plain, asked.figure?.asOf);
      if (visit.json && !(await mayLeave(plain, visit.session, asked.page * asked.size))) throw new Problem(403, 'prove_again', '再往后翻算成批导出，要再核对一次是您本人：请先把密码或动态口令提交到 /me/proof，再取这一页。');
      if (visit.json) return jsonBytes(visit, await keptAnswer(visit, () => listedText(reading, asked)));
      const { rows, total, more } = await foundPage(reading, declared, asked);
      const around = await one.around(reading, rows, visit);
      const opened = asked.figure && { ...asked.figure, figure: (await composedInWords(reading, asked.figure.composition)).figure };
      const frame = frameOf(visit);
      const content = (
        <ListPage<Row>
          frame={frame}
          title={titleIn(visit.county, declared)}
          main={mayBegin(visit) ? { label: one.newLabel || `登记${titleIn(visit.county, declared)}`, href: `/${declared.path}/new`, icon: 'add' } : undefined}
          others={one.listOthers?.(visit)}
          filters={listing.filters.map((filter) => filter.draw(around)).map((filter) => ({ ...filter, label: inOwnWords(visit, filter.label) }))}
          views={await savedViewsOf(reading, declared.name, declared.path)}
          columns={listing.columns.map(({ sort, ...column }) => ({ ...column, sort: Boolean(sort), cell: (row: Row) => column.cell(row, around) }))}
          rows={rows}
          id={(row) => row.id}
          href={(row) => `/${declared.path}/${row.id}`}
          paging={numberedPages(frame.here, { page: asked.page, size: asked.size, total, more })}
          defaultSort={listing.defaultSort}
          batch={one.batch?.(visit)}
          exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, ...(visit.house.ledgers.has(declared.name) ? [{ label: '纸质台账', href: exportHref(frame, 'xlsx', PAPER) }] : []), { label: 'CSV', href: exportHref(frame, 'csv') }]}
          empty={{ sentence: mayBegin(visit) || one.newLabel === false ? inOwnWords(visit, listing.empty) : `这里还没有您能看到的${titleIn(visit.county, declared)}。` }}
          above={<>{opened && <FigureRemark opened={{ ...opened, figure: numberInOwnWords(visit, opened.figure) }} total={total} partly={seesPartly(visit)} />}{one.above?.(visit, around)}</>}
          below={<AppliedLine bases={await basesOfList(reading, declared, asked.figure?.scope.to)} />}
        />
      );
      return page(visit, content);
    });
  }

  /** County-wide readers are told the county's numbers, also where some of the records are kept from them. */
  const seesPartly = (visit: Visit): boolean => holds(visit.actor, 'leader', 'chair', 'auditor') && visible(declared, visit.actor) !== always;

  async function listedText(reading: Reading, asked: Asked<Row>): Promise<string[]> {
    const { items, total, more } = await foundText(reading, declared, asked);
    return ['{"items":', ...items, `,"total":${total},"total_is":"${more ? 'at_least' : 'exact'}","page":${asked.page},"size":${asked.size}}`];
  }

  /** Whether an entry form makes sense at all for this person; the record itself is checked when it is sent. */
  const mayBegin = (visit: Visit): boolean => {
    if (one.newLabel === false) return false;
    const mine = visit.actor.posts.map(({ committeeId, unitId }) => ({ committee_id: committeeId, body_id: committeeId, body_ids: committeeId ? [committeeId] : [], unit_id: unitId, recommender_id: unitId }));
    const self = { person_id: visit.actor.personId, informant_id: visit.actor.personId, author_id: visit.actor.personId, suggested_by: visit.actor.personId, member_id: visit.actor.memberId };
    const tries = [{}, ...mine].flatMap((place) => Object.keys(declared.states).map((state) => ({ state, ...self, ...place, ...one.entered })));
    return tries.some((row) => !mayCreate(declared, visit.actor, row as unknown as Row));
  };

  const download = (format: 'csv' | 'xlsx'): Handler => async (visit) => {
    const asked = ask(visit.house, declared, listing, visit.query);
    return format === 'csv' ? csvOrQuestion(visit, one, asked) : workbookOrQuestion(visit, one, asked);
  };
  const provedCsv: Handler = (visit) => csvProved(visit, one, ask(visit.house, declared, listing, visit.query));

  const writing: Handler = (visit) => writeLong(visit, one, ask(visit.house, declared, listing, visit.query));

  async function drawRecord(visit: Visit, id: string, { asking, attaching, status = 200 }: Again = {}): Promise<Response> {
    return look(visit, async (reading) => {
      const row = await get(reading, declared, id);
      if (visit.json) return json(visit, { ...asJson(visit, row), attachments: await attachmentsAsJson(reading, declared, row), applied: await basesOfRecord(reading, declared, row) });
      const around = await one.around(reading, [row], visit);
      const offered = drawn(offers(declared, visit.actor, row));
      const lines = await journalOf(reading, declared, row.id);
      const stateNow = declared.states[row.state]!;
      const content = (
        <DetailPage
          frame={frameOf(visit)}
          title={nameIn(visit.county, declared, row)}
          lead={one.lead?.(row, around)}
          back={{ label: titleIn(visit.county, declared), href: `/${declared.path}` }}
          status={<Badge tone={tone(stateNow.open, row.state)}>{stateNow.label}</Badge>}
          others={[...(mayEdit(declared, visit.actor, row) ? [] : [{ label: '修改', href: `/${declared.path}/${row.id}/edit` }]), ...(one.others?.(row, around, visit) ?? [])]}
          steps={<Steps frame={frameOf(visit)} declared={declared} row={row} offers={offered} clauses={await citedBy(reading, declared, offered)} inputs={stepInputs(row, around, offered.map(({ step }) => step), asking)} opened={asking && { step: asking.step, reason: String(asking.form.values['reason'] ?? '') }} />}
          facts={one.facts?.(row, around, visit) ?? derivedFacts(one.fields, readable(declared, visit.actor, row) as Record<string, unknown>, around.choices)}
          course={{ entries: courseOf(declared, lines), now: stateNow.open ? stateNow.label : undefined }}
          attachments={await attachmentsShown(reading, declared, row, attaching)}
          applied={<AppliedLine bases={await basesOfRecord(reading, declared, row)} />}
          journal={lines.map(({ shown }) => shown).toReversed()}
        >
          {asking && <Remark tone="warning">{Object.values(asking.form.problems).join(' ')}</Remark>}
          {one.sections?.(row, around, visit)}
          {await besideOf(reading, declared, row)}
        </DetailPage>
      );
      return page(visit, content, status);
    });
  }

  function stepInputs(row: Row, around: Around, names: string[], asking?: StepFormState): Record<string, Child> {
    const drawnInputs: Record<string, Child> = {};
    for (const name of names) {
      const step = declared.steps[name]!;
      const form = { ...(asking?.step === name ? asking.form : freshForm()), scope: name }; // one page may ask for the same word in several steps
      const own = one.stepForm?.({ step: name, row, around, form });
      if (own) drawnInputs[name] = own;
      else if (step.input) drawnInputs[name] = <AllFields of={step.input} form={form} choices={around.choices} />;
    }
    return drawnInputs;
  }

  async function drawForm(visit: Visit, form: FormState, row: Row | undefined, status: number, remark?: string): Promise<Response> {
    return look(visit, async (reading) => {
      const around = await one.around(reading, row ? [row] : [], visit);
      const from = row ? '' : String(form.values[ARISES_FROM] ?? visit.query.get(ARISES_FROM) ?? '');
      const begun = from ? await visit.house.arising?.begin(reading, declared, from) : undefined;
      const values = row || Object.keys(form.values).length > 0 ? form.values : { ...one.known?.(visit, around), ...begun?.values };
      const shown = { ...form, values };
      const content = (
        <FormPage
          frame={frameOf(visit)}
          title={row ? `修改${titleIn(visit.county, declared)}` : one.newLabel || `登记${titleIn(visit.county, declared)}`}
          lead={remark ?? begun?.lead}
          back={row ? { label: nameIn(visit.county, declared, row), href: `/${declared.path}/${row.id}` } : { label: titleIn(visit.county, declared), href: `/${declared.path}` }}
          action={row ? `/${declared.path}/${row.id}` : `/${declared.path}`}
          form={shown}
          version={row && openedVersionOf(row, form, status)}
          above={row && status === 409 && <Differences differences={differencesOf(one.fields, values, { ...row, ...masksOf(declared, row) } as Record<string, unknown>, around.choices)} />}
          draft={`${declared.path}/${row?.id ?? (begun ? `new-${from}` : 'new')}`}
          files={!row && one.paper !== undefined}
          submit={row ? '保存修改' : (one.enterLabel ?? '登记')}
          second={!row && one.againLabel && <button type="submit" class="btn" name="next" value="again">{one.againLabel}</button>}
          outbox={one.outbox}
        >
          {begun && <input type="hidden" name={ARISES_FROM} value={from} />}
          <HelpedFields helped={one.helped} record={declared.name} id={row?.id}>
            {one.form?.({ form: shown, around, visit, row }) ?? <AllFields of={one.fields} form={shown} choices={around.choices} />}
          </HelpedFields>
          {!row && one.paper && <PaperField paper={one.paper} form={shown} />}
        </FormPage>
      );
      return page(visit, content, status);
    });
  }

  async function correction(visit: Visit): Promise<Response> {
    const row = await look(visit, (reading) => get(reading, declared, visit.param('id')));
    const refusal = mayEdit(declared, visit.actor, row);
    if (refusal) throw new Problem(refusal.kind === 'not_yours' ? 403 : 409, refusal.kind, refusal.sentence);
    return drawForm(visit, freshForm(withoutMasked(declared, row)), row, 200);
  }

  return {
    list: listed,
    download,
    writing,
    provedCsv,
    asJson,
    drawForm,
    drawRecord,
    correction,
    show: (visit) => drawRecord(visit, visit.param('id')),
    blank: async (visit) => {
      if (!mayBegin(visit)) throw notFound('这个页面');
      const first = one.chosenFirst?.(visit);
      return first ? seeOther(visit, first) : drawForm(visit, freshForm(), undefined, 200);
    },
  };
}

/** What later chapters know of the record. */
async function besideOf<Row extends Recorded>(reading: Reading, { name }: Lifecycle<Row>, row: Row): Promise<Child[]> {
  const sections: Child[] = [];
  for (const { title, uncounted, find } of reading.house.beside.get(name) ?? []) {
    const lines = await find(reading, row);
    if (lines.length > 0) sections.push(<Section title={title} count={uncounted ? undefined : lines.length}><ul class="links">{lines.map(({ label, href, about }) => <li><a href={href}>{label}</a>　{about}</li>)}</ul></Section>);
  }
  return sections;
}

/** What a correction begins with: masked columns stay empty, and as they are when nothing is typed. */
const withoutMasked = <Row extends Recorded>(declared: Lifecycle<Row>, row: Row): FormState['values'] =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !(column in (declared.masked ?? {})))) as FormState['values'];

/**
 * The version a corrected form speaks of: the one the person opened, so that a mistake in a field does not hide that
 * somebody else changed the record meanwhile. Once both versions were shown (409) it is the present one.
 */
function openedVersionOf(row: Recorded, form: FormState, status: number): number {
  const opened = Number(form.values['version']);
  return status === 422 && Number.isInteger(opened) && opened > 0 ? opened : row.version;
}

/** The clauses behind the steps on offer, as the plans in force today are cited. */
async function citedBy(reading: Reading, declared: Lifecycle, offered: readonly Offer[]): Promise<Map<string, string>> {
  const keys = new Set(offered.flatMap(({ step }) => declared.steps[step]?.clause ?? []));
  const cited = new Map<string, string>();
  for (const key of keys) {
    const words = await reading.house.clauseWords?.(reading, key, today());
    if (words) cited.set(key, words);
  }
  return cited;
}

const tone = (open: boolean, state: string): BadgeTone => {
  if (!open) return /refus|declin|abolish|withdraw|void|unused/.test(state) ? 'refused' : 'closed';
  return state === 'draft' ? 'draft' : /return/.test(state) ? 'returned' : 'open';
};

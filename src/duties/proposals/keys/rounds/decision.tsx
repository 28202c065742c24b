import type { Child } from 'hono/jsx';
import { specialCommitteeChoices } from '#institutions/facts.ts';
import { accepted, lines, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { leadersNow, MOST_SHORTLISTED, shortlisted, type Charge } from '#duties/proposals/keys/choosing.ts';
import { choosingFields, keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { roomIn } from '#duties/proposals/keys/room.ts';
import { decideRound } from '#duties/proposals/keys/rounds/actions.ts';
import { keyRound } from '#duties/proposals/keys/rounds/record.ts';
import { expectOffice } from '#duties/proposals/keys/rounds/shortlist.tsx';

const meetingFields = choosingFields.pick({ meeting: true, decided_on: true }).extend({
  rest_why: lines('其余备选不列入的理由', 500, { hint: '这次会上就定了不列入的才写；以后还要再议的，空着' }).optional(),
});

type Ticked = Charge & { id: string };

/** 主席会议确定: the shortlist on one page; each that was chosen with its leader, supervising committee and contact. */
export const decisionPage = (visit: Visit): Promise<Response> => {
  expectOffice(visit);
  return draw(visit, freshForm({ decided_on: today() }), []);
};

function draw(visit: Visit, form: FormState, ticked: readonly Ticked[], status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const round = await get(reading, keyRound, visit.param('id'));
    const rows = await shortlisted(reading, round.year);
    const { words, taken } = await roomIn(reading, round.year, today());
    const bodies = await specialCommitteeChoices(reading);
    const leaders = [...new Set((await leadersNow(reading)).map(({ name }) => name))];
    return page(visit, (
      <Desk frame={frameOf(visit)} title="主席会议确定">
        <Head title="主席会议确定重点提案" back={{ label: `${round.year}年重点提案遴选`, href: `/${keyRound.path}/${round.id}` }} lead={`${round.year}年${words}，已确定${taken}件，备选${rows.length}件。`} />
        {rows.length === 0 ? <Empty title="没有等着确定的备选。" sentence="先在遴选的页面上把推荐的列入备选。" /> : (
          <div class="card form-card">
            <Form frame={frameOf(visit)} action={`/${keyRound.path}/${round.id}/decision`} form={form} submit="录入主席会议的决定">
              <datalist id="leaders">{leaders.map((name) => <option value={name} />)}</datalist>
              <div class="field-slots" id="field-ids">
                {form.problems['ids'] && <p class="problem">{form.problems['ids']}</p>}
                {rows.map((row) => <Candidate row={row} bodies={bodies} said={ticked.find(({ id }) => id === row.id)} problem={form.problems[row.id]} />)}
              </div>
              <AllFields of={meetingFields} form={form} choices={{}} />
            </Form>
          </div>
        )}
        <AppliedLine bases={await allAppliedAt(reading, ['keys.most', 'keys.share_most'], today())} />
      </Desk>
    ), status);
  });
}

/** One of the shortlist: ticked when the meeting chose it. */
function Candidate({ row, bodies, said, problem }: { row: KeySelection; bodies: readonly Option[]; said?: Ticked; problem?: string }): Child {
  return (
    <fieldset class="key-candidate" id={`field-${row.id}`}>
      <legend class="visually-hidden">{row.subject}</legend>
      <label class="form-check">
        <input class="form-check-input" type="checkbox" name="id" value={row.id} checked={said !== undefined} />
        <span class="form-check-label">{row.subject}{row.old && '（往年）'}</span>
      </label>
      <p class="quiet">{row.nominator}：{row.why}</p>
      <span class="key-charge">
        <input class="form-control" name={`led_by-${row.id}`} value={said?.led_by ?? ''} list="leaders" maxlength={100} placeholder="领衔督办领导" aria-label={`${row.subject}：领衔督办领导`} autocomplete="off" />
        <select class="form-select" name={`body-${row.id}`} aria-label={`${row.subject}：督办的专委会`}>
          <option value="">督办的专委会</option>
          {bodies.map(({ value, label }) => <option value={value} selected={said?.body_id === value}>{label}</option>)}
        </select>
        <input class="form-control" name={`contact-${row.id}`} value={said?.contact ?? ''} maxlength={100} placeholder="联系人、电话" aria-label={`${row.subject}：联系人`} autocomplete="off" />
      </span>
      {problem && <p class="problem">{problem}</p>}
    </fieldset>
  );
}

/** Writes what one meeting decided, all or none. */
export async function decide(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const body = await sent(visit);
  const chosen = body.form ? tickedIn(body.form) : itemsIn(body.json?.['items']);
  const id = visit.param('id');
  try {
    const meeting = accepted(meetingFields, body.form ? typed(meetingFields, body.form.entries()) : meetingIn(body));
    const done = await transact(visit.house, visit.actor, requestId(visit, body), (act) => decideRound(act, id, { ...meeting, chosen }));
    if (visit.json) return json(visit, done);
    return seeOther(visit, `/${keyRound.path}/${id}`, { tone: 'good', sentence: `主席会议确定${done.chosen}件重点提案${done.passed > 0 ? `，其余${done.passed}件不列入` : ''}。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, { repeated: true }) : seeOther(visit, `/${keyRound.path}/${id}`);
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const values = Object.fromEntries(Object.keys(meetingFields.shape).map((name) => [name, body.text(name)]));
    return draw(visit, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, chosen, 422);
  }
}

const meetingIn = ({ json: given = {} }: Sent): Record<string, unknown> => Object.fromEntries(Object.entries(given).filter(([name]) => name in meetingFields.shape));

const shortText = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');
const tickedOne = (id: string, led_by: unknown, body: unknown, contact: unknown): Ticked =>
  ({ id, led_by: shortText(led_by), body_id: typeof body === 'string' && isId(body) ? body : undefined, contact: shortText(contact) || undefined });

const tickedIn = (form: FormData): Ticked[] =>
  [...new Set(form.getAll('id').map(String))].filter(isId).slice(0, MOST_SHORTLISTED).map((id) => tickedOne(id, form.get(`led_by-${id}`), form.get(`body-${id}`), form.get(`contact-${id}`)));

function itemsIn(items: unknown): Ticked[] {
  if (!Array.isArray(items)) throw new Problem(422, 'invalid', `请把确定的${keySelection.title}写在 items 里：id、led_by、body_id、contact。`);
  return items.slice(0, MOST_SHORTLISTED).flatMap((one: unknown) => {
    const { id, led_by, body_id, contact } = (one ?? {}) as Record<string, unknown>;
    return typeof id === 'string' && isId(id) ? [tickedOne(id, led_by, body_id, contact)] : [];
  });
}

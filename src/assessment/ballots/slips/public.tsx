import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { ABSTAINED, questionsIn } from '#assessment/ballots/rules.ts';
import { ballot } from '#assessment/ballots/record.ts';
import { cast, paperOf, type Paper } from '#assessment/ballots/slips/casting.ts';

/** The ballot paper on a telephone: one screen, no account, no name. */

/** Wrong codes only; right ones are forgiven. Everybody in the hall may come from one address. */
const tries = attempts({ tries: 60, minutes: 15, sentence: '投票码没有对上的次数较多，请过15分钟再试，或请监票人帮您看看。' });

async function found(visit: Visit): Promise<Paper> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { address } = originOf(visit.context);
  tries.count(address);
  const paper = await paperOf(visit.house, visit.county.id, visit.param('code'));
  tries.forgive(address);
  return paper;
}

const baseOf = (visit: Visit): string => `/vote/${visit.county.slug}/${visit.param('code')}`;

const show: Handler = async (visit) => {
  try {
    const { ballot: row, used } = await found(visit);
    if (visit.json) return json(visit, { name: row.name, meeting: row.meeting, questions: questionsIn(row.questions).map(({ name }) => name), answers: row.answers, used });
    if (used) return sheet(visit, '已经投过了', '这张票已经投过了，谢谢。可以关掉这一页了。');
    return page(visit, <VotingPage frame={frameOf(visit)} row={row} form={freshForm()} base={baseOf(visit)} />);
  } catch (error) {
    return refused(visit, error);
  }
};

const inputOf = (place: number): string => `q-${place}`;

/** What was tapped, in the order of the paper. */
function marksOf(body: Sent, { questions }: Paper['ballot']): (string | null)[] {
  if (body.form) return questionsIn(questions).map((_, place) => body.text(inputOf(place)) ?? null);
  const marks = body.json?.['marks'];
  if (!Array.isArray(marks) || marks.some((mark) => mark !== null && typeof mark !== 'string')) throw new Problem(422, 'invalid', 'marks 应是一个数组，按票上的顺序写表态，弃权写 null。');
  return marks as (string | null)[];
}

const NOTHING = '还没有表态。都不表态的，请在任意一个对象那里点“弃权”。';

const vote: Handler = async (visit) => {
  const body = await sent(visit);
  try {
    const paper = await found(visit);
    const marks = marksOf(body, paper.ballot);
    if (!paper.used && body.form && marks.every((mark) => mark === null)) {
      return page(visit, <VotingPage frame={frameOf(visit)} row={paper.ballot} form={{ values: {}, problems: { '': NOTHING } }} base={baseOf(visit)} />, 422);
    }
    await cast(visit.house, visit.county.id, visit.param('code'), marks);
    if (visit.json) return json(visit, { taken: true }, 201);
    return seeOther(visit, baseOf(visit), { tone: 'good', sentence: '已收到您这一票，谢谢。' });
  } catch (error) {
    return refused(visit, error);
  }
};

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return sheet(visit, error.code === 'slip_used' ? '已经投过了' : '现在不能投票', error.message, error.status);
}

const sheet = (visit: Visit, title: string, sentence: string, status = 200): Promise<Response> =>
  page(visit, <PublicPage frame={frameOf(visit)} title={title}><SheetCard><p>{sentence}</p></SheetCard></PublicPage>, status);

const VotingPage = ({ frame, row, form, base }: { frame: Frame; row: Paper['ballot']; form: FormState; base: string }) => (
  <PublicPage frame={frame} title={row.name} lead={row.meeting}>
    <SheetCard>
      <p>给每个对象点一个。不点的算弃权。投了不能改。</p>
      <Form frame={frame} action={base} form={form} submit="投票" wholePage>
        <ol class="ballot">
          {questionsIn(row.questions).map(({ name }, place) => <Marking name={name} place={place} answers={row.answers} />)}
        </ol>
      </Form>
    </SheetCard>
    <p class="sheet-under">无记名。系统只把您的票加进封着的总数里，不记谁投了什么、什么时候投的。</p>
  </PublicPage>
);

const Marking = ({ name, place, answers }: { name: string; place: number; answers: readonly string[] }) => (
  <li>
    <fieldset>
      <legend>{place + 1}. {name}</legend>
      <div class="ballot-marks">
        {[...answers, ABSTAINED].map((answer) => (
          <label class="form-check ballot-mark">
            <input class="form-check-input" type="radio" name={inputOf(place)} value={answer} />
            <span class="form-check-label">{answer}</span>
          </label>
        ))}
      </div>
    </fieldset>
  </li>
);

const said = { type: 'object', properties: { marks: { type: 'array', items: { type: ['string', 'null'] }, description: '按票上的顺序；弃权写 null' } }, required: ['marks'] };
const paperSaid = { type: 'object', properties: { name: { type: 'string' }, meeting: { type: 'string' }, questions: { type: 'array', items: { type: 'string' } }, answers: { type: 'array', items: { type: 'string' } }, used: { type: 'boolean' } } };

export function mountVoting(site: Site): void {
  const path = '/vote/:county/:code';
  const tag = `${ballot.title}：凭投票码`;
  site.add({ method: 'GET', path, open: true, handle: show, api: { summary: '看票', tag, answer: paperSaid } });
  site.add({ method: 'POST', path, open: true, handle: vote, api: { summary: '投票', tag, body: said, answer: { type: 'object', properties: { taken: { type: 'boolean' } } }, status: 201 } });
}

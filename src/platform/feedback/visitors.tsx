import { accepted, typed } from '#platform/fields.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { program } from '#platform/identity/actor.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { feedback, feedbackFields, type Feedback } from '#platform/feedback/record.ts';

/** Of a visitor only the words are asked. */
const visitorFields = feedbackFields.pick({ said: true });

const sendings = attempts({ kind: 'feedback', tries: 10, minutes: 10, sentence: '从您这里提交的次数较多，请过10分钟再试。' });

const addressOf = (visit: Visit): string => `/r/${visit.county.slug}/feedback`;

/** 提意见 for those without an account; what they say joins the rest of 投诉建议. */
export function mountForVisitors(site: Site): void {
  site.add({ method: 'GET', path: '/r/:county/feedback', open: true, handle: blank });
  site.add({ method: 'POST', path: '/r/:county/feedback', open: true, handle: receive });
}

const blank: Handler = (visit) => draw(visit, freshForm());

async function draw(visit: Visit, form: FormState, status = 200): Promise<Response> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const content = (
    <PublicPage frame={frameOf(visit)} title="提意见" lead="说说这些网页哪里不好用、哪里不对。不用登录。">
      <SheetCard>
        <Form frame={frameOf(visit)} action={addressOf(visit)} form={form} submit="提交">
          <FieldOf of={visitorFields} name="said" form={form} choices={{}} />
        </Form>
      </SheetCard>
      <p class="sheet-under">
        要反映村里、街上的事，请到<a href={`/r/${visit.county.slug}`}>我要反映</a>，那里会给您回执号，能查进展。
      </p>
    </PublicPage>
  );
  return page(visit, content, status);
}

const receive: Handler = async (visit) => {
  const body = await sent(visit);
  try {
    const { said } = accepted(visitorFields, typed(visitorFields, body.form?.entries() ?? [])) as Pick<Feedback, 'said'>;
    await sendings.count(visit, originOf(visit.context).address);
    await transact(visit.house, program(visit.county.id), requestId(visit, body), (act) => create<Feedback>(act, feedback, { said, person_id: null, name: '没有登录的访客' }));
  } catch (error) {
    if (error instanceof Problem && (error.status === 422 || error.status === 429)) {
      const problems = Object.keys(error.fields).length > 0 ? error.fields : { '': error.message };
      return draw(visit, { values: { said: body.text('said') }, problems }, error.status);
    }
    if (!(error instanceof Repeated)) throw error;
  }
  return seeOther(visit, addressOf(visit), { tone: 'good', sentence: '收到了，谢谢您。县政协办公室会看到。' });
};

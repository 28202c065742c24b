import { page } from '#platform/http/answers.tsx';
import { expectOwnPage } from '#platform/http/security.ts';
import type { Visit } from '#platform/http/visit.ts';
import { provedLately, proveAgain } from '#platform/identity/proving.ts';
import { LONGEST_PASSWORD } from '#platform/identity/password-policy.ts';
import { Problem } from '#platform/problems.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';

/** The field with the password or code. */
export const FIELD = 'proof';
/** Part of every form; drawn anew or asked for here. */
const NOT_CARRIED = [FIELD, 'csrf'];

/**
 * Before an operation that signs, hands out rights or takes many people's data out of the house. What was sent is not lost: the page that asks carries it
 * along, and the same address takes it again together with the proof. @returns that page; undefined when the operation may go on
 */
export async function expectProof(visit: Visit, frame: () => Frame): Promise<Response | undefined> {
  const { session } = visit;
  if (!session || (await provedLately(visit.house, session))) return undefined;
  const { raw } = visit.context.req;
  if (visit.json || raw.headers.get('content-type')?.startsWith('application/json')) {
    throw new Problem(403, 'prove_again', '这一步要再核对一次是您本人：请先把密码或动态口令提交到 /me/proof，再办这一步。');
  }
  const form = await raw.clone().formData().catch(() => {
    throw new Problem(400, 'unreadable_form', '没有收到完整的表单，可能是网络中断。请再提交一次。');
  });
  expectOwnPage(raw, form.get('csrf'), visit.csrf); // before anything is carried along: the page that asks bears a proof of its own
  const typed = form.get(FIELD);
  if (typeof typed !== 'string' || typed === '') return ask(visit, frame(), form, {}, 403);
  try {
    await proveAgain(visit.house, session, typed);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && (error.status === 422 || error.status === 429)) return ask(visit, frame(), form, { [FIELD]: error.message }, error.status);
    throw error;
  }
}

function ask(visit: Visit, frame: Frame, form: FormData, problems: Readonly<Record<string, string>>, status: number): Promise<Response> {
  const carried = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && !NOT_CARRIED.includes(pair[0]));
  const words = visit.session?.account.hasSecondFactor ? '密码，或手机上的动态口令' : '登录密码';
  const content = (
    <Desk frame={frame} title="请再核对一次是您本人" width="narrow">
      <Head title="请再核对一次是您本人" lead="签发、用印、任免和成批导出，隔了一段时间没有核对的，要再核对一次。刚才填写的内容都还在，核对后直接办理。" />
      <form class="form" method="post" data-turbo="false" action={`${visit.path}${visit.query.size > 0 ? `?${visit.query}` : ''}`} novalidate>
        <CsrfInput csrf={frame.csrf} />
        {carried.map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <TextField form={{ values: {}, problems }} name={FIELD} label={words} required type="password" maxlength={LONGEST_PASSWORD} autocomplete="current-password" />
        <div class="form-actions"><button type="submit" class="btn btn-primary">核对并办理</button></div>
      </form>
    </Desk>
  );
  return page(visit, content, status);
}

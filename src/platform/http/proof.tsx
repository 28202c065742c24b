import { page } from '#platform/http/answers.tsx';
import { expectOwnPage, mediaType } from '#platform/http/security.ts';
import type { Visit } from '#platform/http/visit.ts';
import { partyOf } from '#platform/identity/browser.ts';
import { PASSKEY_FIELD, PasskeyButton } from '#platform/identity/passkeys/button.tsx';
import { againAddress } from '#platform/identity/sign-on/addresses.ts';
import { provedLately, proveAgain, proveByKey } from '#platform/identity/proving.ts';
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
const NOT_CARRIED = [FIELD, PASSKEY_FIELD, 'csrf'];

/**
 * Before an operation that signs, hands out rights or takes many people's data out of the house. What was sent is not lost: the page that asks carries it
 * along, and the same address takes it again together with the proof. @returns that page; undefined when the operation may go on
 */
export async function expectProof(visit: Visit, frame: () => Frame): Promise<Response | undefined> {
  const { session } = visit;
  if (!session || (await provedLately(visit.house, session))) return undefined;
  const { raw } = visit.context.req;
  if (visit.json || mediaType(raw) === 'application/json') {
    throw new Problem(403, 'prove_again', '这一步要再核对一次是您本人：请先把密码或动态口令提交到 /me/proof，再办这一步。');
  }
  const form = await raw.clone().formData().catch(() => {
    throw new Problem(400, 'unreadable_form', '没有收到完整的表单，可能是网络中断。请再提交一次。');
  });
  expectOwnPage(raw, form.get('csrf'), visit.csrf); // before anything is carried along: the page that asks bears a proof of its own
  const typed = form.get(FIELD);
  const signed = form.get(PASSKEY_FIELD);
  const byKey = typeof signed === 'string' && signed !== '';
  if (!byKey && (typeof typed !== 'string' || typed === '')) return ask(visit, frame(), form, {}, 403);
  try {
    if (byKey) await proveByKey(visit.house, partyOf(visit.context), session, signed);
    else await proveAgain(visit.house, session, String(typed));
    return undefined;
  } catch (error) {
    if (error instanceof Problem && (error.status === 422 || error.status === 429)) return ask(visit, frame(), form, { [FIELD]: error.message }, error.status);
    throw error;
  }
}

function ask(visit: Visit, frame: Frame, form: FormData, problems: Readonly<Record<string, string>>, status: number): Promise<Response> {
  const carried = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && !NOT_CARRIED.includes(pair[0]));
  const { hasPassword = true, hasPasskey = false, hasSecondFactor = false } = visit.session?.account ?? {};
  const elsewhere = !hasPassword && !hasPasskey; // came from the county's provider, and proves there
  const words = hasSecondFactor ? '密码，或手机上的动态口令' : '登录密码';
  const content = (
    <Desk frame={frame} title="请再核对一次是您本人" width="narrow">
      <Head title="请再核对一次是您本人" lead="签发、用印、任免和成批导出，隔了一段时间没有核对的，要再核对一次。刚才填写的内容都还在，核对后直接办理。" />
      <form class="form" method="post" data-turbo="false" action={`${visit.path}${visit.query.size > 0 ? `?${visit.query}` : ''}`} novalidate>
        <CsrfInput csrf={frame.csrf} />
        {carried.map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        {hasPassword && <TextField form={{ values: {}, problems }} name={FIELD} label={words} required type="password" maxlength={LONGEST_PASSWORD} autocomplete="current-password" />}
        {!hasPassword && Object.values(problems).map((sentence) => <p class="problem" role="alert">{sentence}</p>)}
        {elsewhere && <p>请先<a href={againAddress(visit.county)} target="_blank" rel="opener">到统一认证再登录一次</a>（在新的标签页打开），回到这里再点下面的按钮。</p>}
        <div class="form-actions">
          {elsewhere && <button type="submit" class="btn btn-primary">已核对，继续办理</button>}
          {hasPassword && <button type="submit" class="btn btn-primary">核对并办理</button>}
          {hasPasskey && <PasskeyButton options="/me/proof/passkey" ceremony="get" label={hasPassword ? '用通行密钥核对并办理' : '用指纹、面容或锁屏密码核对并办理'} main={!hasPassword} />}
        </div>
      </form>
    </Desk>
  );
  return page(visit, content, status);
}

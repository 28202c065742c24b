import type { PropsWithChildren } from 'hono/jsx';
import { assetAddress } from '#platform/ui/assets.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import type { Frame } from '#platform/ui/frame.ts';

/** The field in which the browser's answer is sent, as the text of its JSON. */
export const PASSKEY_FIELD = 'passkey';

export interface PasskeyButtonProps {
  /** Where the browser asks what is to be signed. */
  options: string;
  /** A new key is made, or one that is there signs. */
  ceremony: 'create' | 'get';
  label: string;
  /** The one thing to do on its page. */
  main?: boolean;
}

/** Shown by its island only where the browser knows passkeys: within other programs' own browsers (WeChat) most do not. It sends the form around it. */
export const PasskeyButton = ({ options, ceremony, label, main = false }: PasskeyButtonProps) => (
  <passkey-button
    hidden
    data-options={options}
    data-ceremony={ceremony}
    data-script={assetAddress('passkeys.js')}
    data-cancelled="没有核对成。可以再点一次，或者换一种方式。"
    data-known="这台设备上已经有您的通行密钥，可以直接用。"
    data-failed="没有连上，请检查网络后再点一次。"
  >
    <input type="hidden" name={PASSKEY_FIELD} value="" />
    <button type="button" class={main ? 'btn btn-primary' : 'btn'}>{label}</button>
    <p class="hint" role="status" />
  </passkey-button>
);

/** A form with nothing in it but the key. */
export const PasskeyForm = ({ frame, action, children, ...button }: PropsWithChildren<PasskeyButtonProps & { frame: Pick<Frame, 'csrf'>; action: string }>) => (
  <form class="passkey-form" method="post" action={action}>
    <CsrfInput csrf={frame.csrf} />
    {children}
    <PasskeyButton {...button} />
  </form>
);

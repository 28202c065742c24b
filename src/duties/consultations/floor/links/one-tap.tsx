import { randomUUID } from 'node:crypto';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import type { Frame } from '#platform/ui/frame.ts';

/** One button for each answer. A second tap is the same request. */
export const OneTap = ({ frame, action, name, options, hint }: { frame: Frame; action: string; name: string; options: Readonly<Record<string, string>>; hint?: string }) => (
  <form method="post" action={action}>
    <CsrfInput csrf={frame.csrf} />
    <input type="hidden" name="request_id" value={randomUUID()} />
    <div class="choices">{Object.entries(options).map(([value, label]) => <button type="submit" class="btn" name={name} value={value}>{label}</button>)}</div>
    {hint && <p class="hint">{hint}</p>}
  </form>
);

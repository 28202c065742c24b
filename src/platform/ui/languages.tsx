import { CHINESE, language, nameOf } from '#platform/languages/language.ts';
import { CsrfInput } from './csrf.tsx';
import { addressOf, type Frame, frameAddresses } from './frame.ts';

/** At the foot of every page: the same page in each of the other languages. Plain forms, so that they work without script. */
export function Languages({ frame }: { frame: Pick<Frame, 'csrf' | 'here' | 'languages'> }) {
  return (
    <>
      {[CHINESE, ...(frame.languages ?? [])].filter((one) => one !== language).map((one) => (
        <form method="post" action={frameAddresses.language} data-turbo="false" class="foot-language">
          <CsrfInput csrf={frame.csrf} />
          <input type="hidden" name="language" value={one} />
          <input type="hidden" name="back" value={addressOf(frame.here)} />
          <button type="submit" lang={one}>{nameOf(one)}</button>
        </form>
      ))}
    </>
  );
}

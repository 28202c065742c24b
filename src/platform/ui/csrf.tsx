/** The hidden proof that a form came from our own page. */
export function CsrfInput({ csrf }: { csrf?: string }) {
  return csrf ? <input type="hidden" name="csrf" value={csrf} /> : null;
}

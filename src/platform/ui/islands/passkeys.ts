import { startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** Makes a key, or has one sign. @throws Error of the browser when the person did not, or the key is there already */
export const answer = (ceremony: string, optionsJSON: unknown): Promise<unknown> =>
  ceremony === 'create'
    ? startRegistration({ optionsJSON: optionsJSON as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: optionsJSON as PublicKeyCredentialRequestOptionsJSON });

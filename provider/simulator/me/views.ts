import type { CredentialDesk } from "../auth/credential-desk.js";
import type { ApiAccount } from "../auth/seed.js";
import { clientIdentity } from "../auth/views.js";
import { isoDate } from "../context.js";

/** Example values stand for what the seed does not say. */
const examplePerson = {
  email: "person@example.com",
  firstname: "Example",
  name: "Person",
  organisation: null,
};

/** `nichandle.Nichandle` */
export function customerView({ nichandle, person }: ApiAccount) {
  return {
    address: "1 Example Street",
    area: null,
    birthCity: null,
    birthDay: null,
    city: "Example City",
    companyNationalIdentificationNumber: null,
    complementaryAddress: null,
    corporationType: null,
    country: "FR",
    currency: { code: "EUR", symbol: "€" },
    customerCode: null,
    fax: null,
    italianSDI: null,
    kycValidated: false,
    language: "en_GB",
    legalform: "corporation",
    nationalIdentificationNumber: null,
    nichandle,
    ovhCompany: "ovh",
    ovhSubsidiary: "FR",
    phone: null,
    phoneCountry: null,
    phoneType: null,
    purposeOfPurchase: null,
    sex: null,
    spareEmail: null,
    state: "complete",
    vat: null,
    zip: "00000",
    ...examplePerson,
    ...person,
  };
}

/** `oauth2.client`, which never shows the secret. */
export function clientView(desk: CredentialDesk, nichandle: string, clientId: string) {
  return {
    callbackUrls: [],
    clientId,
    createdAt: isoDate(desk.startedAtMs),
    description: "The service account of the simulator's seed",
    flow: "CLIENT_CREDENTIALS",
    identity: clientIdentity(nichandle, clientId),
    name: `Service account of ${nichandle}`,
  };
}

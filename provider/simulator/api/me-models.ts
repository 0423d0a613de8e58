import { price } from "./order-models.js";
import { boolean, datetime, enumeration, list, long, model, nullable, ro, string } from "./types.js";

const countryValues =
  "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UNKNOWN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";
export const country = enumeration("nichandle.CountryEnum", countryValues.split(" "));

export const language = enumeration("nichandle.LanguageEnum", [
  "cs_CZ",
  "de_DE",
  "en_AU",
  "en_CA",
  "en_GB",
  "en_IE",
  "en_US",
  "es_ES",
  "fi_FI",
  "fr_CA",
  "fr_FR",
  "fr_MA",
  "fr_SN",
  "fr_TN",
  "it_IT",
  "lt_LT",
  "nl_NL",
  "pl_PL",
  "pt_PT",
]);

export const legalForm = enumeration("nichandle.LegalFormEnum", [
  "administration",
  "association",
  "corporation",
  "individual",
  "other",
  "personalcorporation",
]);

export const ovhCompany = enumeration("nichandle.OvhCompanyEnum", ["kimsufi", "ovh", "soyoustart"]);

export const ovhSubsidiary = enumeration("nichandle.OvhSubsidiaryEnum", [
  "CZ",
  "DE",
  "ES",
  "EU",
  "FI",
  "FR",
  "GB",
  "IE",
  "IT",
  "LT",
  "MA",
  "NL",
  "PL",
  "PT",
  "SN",
  "TN",
]);

export const phoneType = enumeration("nichandle.PhoneTypeEnum", ["landline", "mobile"]);

export const gender = enumeration("nichandle.GenderEnum", ["female", "male"]);

export const state = enumeration("nichandle.StateEnum", ["complete", "incomplete"]);

export const clientFlow = enumeration("oauth2.ClientFlowEnum", ["AUTHORIZATION_CODE", "CLIENT_CREDENTIALS"]);

export const orderStatus = enumeration("billing.order.OrderStatusEnum", [
  "cancelled",
  "cancelling",
  "checking",
  "delivered",
  "delivering",
  "documentsRequested",
  "notPaid",
  "unknown",
]);

export const currency = model("nichandle.Currency", {
  code: string,
  symbol: string,
});

export const nichandle = model("nichandle.Nichandle", {
  address: nullable(string),
  area: nullable(string),
  birthCity: nullable(string),
  birthDay: nullable(string),
  city: nullable(string),
  companyNationalIdentificationNumber: nullable(string),
  complementaryAddress: nullable(string),
  corporationType: nullable(string),
  country: country,
  currency: ro(currency),
  customerCode: ro(nullable(string)),
  email: ro(string),
  fax: nullable(string),
  firstname: nullable(string),
  italianSDI: nullable(string),
  kycValidated: ro(nullable(boolean)),
  language: nullable(language),
  legalform: legalForm,
  name: nullable(string),
  nationalIdentificationNumber: nullable(string),
  nichandle: ro(string),
  organisation: nullable(string),
  ovhCompany: ro(ovhCompany),
  ovhSubsidiary: ro(ovhSubsidiary),
  phone: nullable(string),
  phoneCountry: nullable(country),
  phoneType: nullable(phoneType),
  purposeOfPurchase: nullable(string),
  sex: nullable(gender),
  spareEmail: nullable(string),
  state: ro(state),
  vat: nullable(string),
  zip: nullable(string),
});

export const oauth2Client = model("oauth2.client", {
  callbackUrls: nullable(list(string)),
  clientId: ro(string),
  createdAt: ro(datetime),
  description: string,
  flow: ro(clientFlow),
  identity: ro(nullable(string)),
  name: string,
});

export const payWithPaymentMethod = model("billing.order.PayWithPaymentMethod", {
  id: long,
});

/** As public clients of OVHcloud's API describe it. */
export const orderDetail = model("billing.OrderDetail", {
  cancelled: ro(boolean),
  description: ro(string),
  domain: ro(string),
  orderDetailId: ro(long),
  quantity: ro(string),
  totalPrice: ro(price),
  unitPrice: ro(price),
});

export const order = model("billing.Order", {
  date: ro(nullable(datetime)),
  expirationDate: ro(nullable(datetime)),
  metadatas: ro(nullable(list(string))),
  orderId: ro(long),
  password: ro(string),
  pdfUrl: ro(string),
  priceWithTax: ro(price),
  priceWithoutTax: ro(price),
  retractionDate: ro(nullable(datetime)),
  tax: ro(price),
  url: ro(string),
});

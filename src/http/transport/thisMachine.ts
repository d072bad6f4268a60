import { lookup } from "node:dns";
import type { LookupAddress, LookupOptions } from "node:dns";
import { BlockList, isIP } from "node:net";

/** Every address by which a connection reaches this machine; `0.0.0.0` and `::` do so too. */
const OWN_ADDRESSES = new BlockList();
OWN_ADDRESSES.addSubnet("127.0.0.0", 8, "ipv4");
OWN_ADDRESSES.addSubnet("0.0.0.0", 8, "ipv4");
OWN_ADDRESSES.addAddress("::1", "ipv6");
OWN_ADDRESSES.addAddress("::", "ipv6");
/** IPv4 within IPv6: mapped, and compatible. */
OWN_ADDRESSES.addSubnet("::ffff:127.0.0.0", 104, "ipv6");
OWN_ADDRESSES.addSubnet("::ffff:0.0.0.0", 104, "ipv6");
OWN_ADDRESSES.addSubnet("::127.0.0.0", 104, "ipv6");

/** `hostname` as URL gives it, or an address that a name was resolved to. */
export function leadsToThisMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  return family === 0 ? /(^|\.)localhost$/i.test(host) : OWN_ADDRESSES.check(host, family === 4 ? "ipv4" : "ipv6");
}

type Found = (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => void;

/** Resolves a name as Node does, and fails when an address of it is this machine's: a name says nothing of where it leads. */
export function lookUpElsewhere(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refusal = error ?? refusalOf(addresses);
    const [first] = refusal === undefined ? addresses : [];
    if (first === undefined) {
      found(refusal ?? null, []);
    } else if (options.all === true) {
      found(null, addresses);
    } else {
      found(null, first.address, first.family);
    }
  });
}

function refusalOf(addresses: readonly LookupAddress[]): NodeJS.ErrnoException | undefined {
  if (addresses.length === 0) {
    return Object.assign(new Error("no address"), { code: "ENOTFOUND" });
  }
  return addresses.some(({ address }) => leadsToThisMachine(address))
    ? Object.assign(new Error("an address of this machine"), { code: "ERR_OWN_ADDRESS" })
    : undefined;
}

import type { Answer } from "../answer/answer";
import { resolveAddress } from "../target/resolveAddress";
import { fileAddressText, filesOf } from "../target/target";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

/** Shows something in the user's tree. */
export async function reveal({ address, path }: ArgumentsOfVerb<"reveal">, call: VerbCall): Promise<Answer> {
  const { world, options } = call;
  const above = await resolveAddress(world, address, options);
  const below = path === undefined ? "" : fileAddressText(above.system, filesOf(above, path).place);
  const { system, ids } = below === "" ? above : await resolveAddress(world, below, options);
  await world.reveal(system.id, ids, options);
  return { about: ["It is shown in the user's VS Code."], origin: "", parts: [], hints: [] };
}

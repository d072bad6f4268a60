import type { ArtifactType } from "../wire/model";
import { ARTIFACT_TYPES } from "../wire/model";
import type { Icon } from "../../contract/entry";

interface TypeLook {
  /** Singular, as a page's noun. */
  readonly singular: string;
  /** Plural, as a row's name. */
  readonly title: string;
  /** Plural, for "Could not list <noun>" and "No <noun>". */
  readonly noun: string;
  readonly icon: Icon;
}

export const TYPE_LOOKS: Readonly<Record<ArtifactType, TypeLook>> = {
  model: { singular: "Model", title: "Models", noun: "models", icon: { codicon: "chip" } },
  dataset: { singular: "Dataset", title: "Datasets", noun: "datasets", icon: { codicon: "database" } },
  code: { singular: "Code", title: "Code", noun: "code", icon: { codicon: "code" } },
};

/** The icon of a type; a type that the service has learnt since gets a plain one. */
export function typeIcon(type: string): Icon {
  return isKnownType(type) ? TYPE_LOOKS[type].icon : { codicon: "circle-outline" };
}

export function isKnownType(type: string): type is ArtifactType {
  return ARTIFACT_TYPES.some((known) => known === type);
}

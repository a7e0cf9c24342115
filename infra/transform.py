"""Transforms a SAM template to CloudFormation, as the service does on deployment.

Usage: transform.py SAM_TEMPLATE CLOUDFORMATION_JSON
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

from cfnlint.decode import cfn_yaml  # noqa: E402
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.public.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402


def main(source: str, target: str) -> int:
    template = json.loads(json.dumps(cfn_yaml.load(source)))
    for resource in template["Resources"].values():
        # "sam package" uploads the code first and puts its address here.
        if "CodeUri" in resource.get("Properties", {}):
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    try:
        result = Translator({}, Parser()).translate(template, {})
    except InvalidDocumentException as error:
        print(f"{source}: {error.message}", file=sys.stderr)
        for cause in error.causes:
            print(f"  {cause.message}", file=sys.stderr)
        return 1
    with open(target, "w", encoding="utf-8") as out:
        json.dump(result, out, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Items of QTI 2.1, read and marked by a program of the tests' own, from what the standard says of them.

It knows the expressions that it is given and no others, so that a new one is looked at; the order of elements is that of the
schema. NULL is None: what is compared with it is NULL, which is not true.
"""

import io
import xml.etree.ElementTree as ET
import zipfile

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CONTENT = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
_ORDER = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
_READ = {"float": float, "integer": int, "identifier": str}
_BLOCKS = {"p", "h3", "choiceInteraction"}


def package_of(content):
    """The files of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def items_of(content):
    """The items of a package, in the order of its manifest, each of which is checked to be there."""
    files = package_of(content)
    manifest = ET.fromstring(files["imsmanifest.xml"])
    assert manifest.tag == f"{CONTENT}manifest"
    assert [part.tag.removeprefix(CONTENT) for part in manifest] == ["metadata", "organizations", "resources"]
    assert manifest.findtext(f"{CONTENT}metadata/{CONTENT}schema") == "QTIv2.1 Package"
    resources = manifest.findall(f".//{CONTENT}resource")
    assert len({one.get("identifier") for one in resources}) == len(resources)
    assert {one.get("href") for one in resources} | {"imsmanifest.xml"} == set(files)
    assert all(one.find(f"{CONTENT}file").get("href") == one.get("href") for one in resources)
    roots = [ET.fromstring(files[one.get("href")]) for one in resources if one.get("type") == "imsqti_item_xmlv2p1"]
    for root in roots:
        _check(root)
    return roots


def _check(item):
    """What the schema asks of an item, as far as it is used."""
    assert item.tag == f"{QTI}assessmentItem"
    assert {"identifier", "title", "adaptive", "timeDependent"} <= set(item.attrib)
    order = [_ORDER.index(part.tag.removeprefix(QTI)) for part in item]
    assert order == sorted(order)
    body = item.find(f"{QTI}itemBody")
    assert {part.tag.removeprefix(QTI) for part in body} <= _BLOCKS
    declared = [one.get("identifier") for one in item.findall(f"{QTI}responseDeclaration")]
    used = [one.get("responseIdentifier") for one in body.iter() if one.get("responseIdentifier")]
    assert declared == used
    for choice in body.iter(f"{QTI}choiceInteraction"):
        assert [one.tag.removeprefix(QTI) for one in choice][:2] == ["prompt", "simpleChoice"]
    outcomes = {one.get("identifier") for one in item.findall(f"{QTI}outcomeDeclaration")}
    assert {one.get("outcomeIdentifier") for one in item.findall(f"{QTI}modalFeedback")} <= outcomes
    for maths in item.iter(f"{MATHML}math"):
        assert all(node.tag.startswith(MATHML) for node in maths.iter())


class Session:
    """A candidate at an item: attempts, and what the item says of each."""

    def __init__(self, item):
        self._item, self._attempts = item, 0
        self._correct, self._read = {}, {}
        for one in item.findall(f"{QTI}responseDeclaration"):
            name, read = one.get("identifier"), _READ[one.get("baseType")]
            self._read[name], self._correct[name] = read, read(one.findtext(f"{QTI}correctResponse/{QTI}value"))
        self.values = {"completionStatus": "unknown"}
        self._outcomes()

    @property
    def names(self):
        """The responses, in the order of the item."""
        return list(self._correct)

    def correct(self):
        """What the item holds for right."""
        return dict(self._correct)

    def _outcomes(self):
        for one in self._item.findall(f"{QTI}outcomeDeclaration"):
            default = one.findtext(f"{QTI}defaultValue/{QTI}value")
            self.values[one.get("identifier")] = None if default is None else _READ[one.get("baseType")](default)

    def attempt(self, responses):
        """Answer, each response as text; what is not there is NULL. The score."""
        assert self.values["completionStatus"] != "completed", "it is over"
        self._attempts += 1
        if self._item.get("adaptive") == "false":
            self._outcomes()
        given = {name: self._read[name](responses[name]) if name in responses else None for name in self._correct}
        self.values |= {**given, "numAttempts": self._attempts}
        for rule in self._item.find(f"{QTI}responseProcessing"):
            self._rule(rule)
        return self.values["SCORE"]

    def feedback(self):
        """What is shown now."""
        shown = [one for one in self._item.findall(f"{QTI}modalFeedback") if one.get("showHide") == "show"]
        return [one for one in shown if one.get("identifier") == self.values[one.get("outcomeIdentifier")]]

    def _rule(self, rule):
        match rule.tag.removeprefix(QTI):
            case "setOutcomeValue":
                self.values[rule.get("identifier")] = self._value(rule[0])
            case "responseCondition":
                for branch in rule:
                    if branch.tag == f"{QTI}responseElse" or self._value(branch[0]) is True:
                        for inner in branch[branch.tag != f"{QTI}responseElse" :]:
                            self._rule(inner)
                        return
            case other:
                raise AssertionError(f"{other} is not known here")

    def _value(self, node):
        name = node.tag.removeprefix(QTI)
        if name == "baseValue":
            return _READ[node.get("baseType")](node.text)
        if name == "variable":
            return self.values[node.get("identifier")]
        if name == "correct":
            return self._correct[node.get("identifier")]
        parts = [self._value(part) for part in node]
        if None in parts:
            return None
        match name:
            case "sum":
                return sum(parts)
            case "gte":
                return parts[0] >= parts[1]
            case "match":
                return parts[0] == parts[1]
            case "equal":
                assert node.get("toleranceMode") == "absolute"
                below, above = map(float, node.get("tolerance").split())
                # The bounds are included where nothing else is said. The tolerance is about the second.
                return parts[1] - below <= parts[0] <= parts[1] + above
        raise AssertionError(f"{name} is not known here")

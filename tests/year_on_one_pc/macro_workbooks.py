"""A workbook with a macro in it, made as a person makes one: a module added in LibreOffice Basic, saved as .xlsm."""

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>
"""
_ADD_A_MACRO = """Sub WithMacro
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opening())
  libraries = book.BasicLibraries
  libraries.VBACompatibilityMode = True
  libraries.ProjectName = "VBAProject"
  libraries.createLibrary("VBAProject")
  libraries.loadLibrary("VBAProject")
  library = libraries.getByName("VBAProject")
  library.insertByName("Totals", "Option VBASupport 1" & Chr(10) & "Sub Total()" & Chr(10) & "  MsgBox 1" & Chr(10) & "End Sub")
  kind = CreateObject("com.sun.star.script.ModuleInfo")
  kind.ModuleType = 1
  library.insertModuleInfo("Totals", kind)
  saving(0).Name = "FilterName"
  saving(0).Value = "Calc MS Excel 2007 VBA XML"
  book.storeToURL("{target}", saving())
  book.close(True)
End Sub
"""


def with_macro(source: Path, target: Path, profile: Path) -> Path:
    """The workbook with a macro, saved by LibreOffice as .xlsm. It has been started with the profile: a fresh one runs nothing."""
    _put_module(profile / "user" / "basic", _ADD_A_MACRO.format(source=source.as_uri(), target=target.as_uri()))
    start = ("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    subprocess.run((*start, "macro:///Standard.Module1.WithMacro"), check=True, capture_output=True, timeout=150)
    assert target.exists()
    return target


def _put_module(basic: Path, code: str) -> None:
    standard = basic / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (standard / "Module1.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")

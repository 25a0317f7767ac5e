@echo off
rem palavra: builds what is not built, then starts the command line with the flags it needs.
rem   PALAVRA_JAVA_OPTS    more flags for the JVM, such as -Xmx8g
rem   PALAVRA_CLASSIFIER   a build of ND4J other than windows-x86_64 (windows-x86_64-onednn-avx2, ...)
setlocal
set "HOME_DIR=%~dp0.."
for %%I in ("%HOME_DIR%") do set "HOME_DIR=%%~fI"
set "STATE=%HOME_DIR%\target\launcher"
rem Idle OpenMP threads spin; the kernels use the cores.
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined PALAVRA_CLASSIFIER set "PALAVRA_CLASSIFIER=windows-x86_64"
if exist "%STATE%\classpath" goto start
echo palavra: building with ND4J for %PALAVRA_CLASSIFIER%; the first time this downloads about 200 MB 1>&2
pushd "%HOME_DIR%"
call mvn -q -B -ntp -DskipTests "-Dnd4j.classifier=%PALAVRA_CLASSIFIER%" -pl modules/cli -am package 1>&2
if errorlevel 1 (popd & exit /b 1)
popd
if not exist "%STATE%" mkdir "%STATE%"
for %%J in ("%HOME_DIR%\modules\cli\target\palavra-cli-*.jar") do set "JAR=%%~fJ"
set /p DEPENDENCIES=<"%HOME_DIR%\modules\cli\target\dependencies.classpath"
>"%STATE%\classpath" echo %JAR%;%DEPENDENCIES%
:start
rem A class path longer than a command line goes through an argument file; its backslashes are doubled there.
set "ARGS=%STATE%\java.args"
if not exist "%ARGS%" powershell -NoProfile -Command "$c = (Get-Content -Raw '%STATE%\classpath').Trim().Replace('\','\\'); [IO.File]::WriteAllText('%ARGS%', '-cp \"' + $c + '\"')"
"%JAVA%" "-Djdk.serialFilter=!*" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true --add-modules jdk.incubator.vector "-Dpalavra.home=%HOME_DIR%" %PALAVRA_JAVA_OPTS% "@%ARGS%" io.palavra.cli.Palavra %*
exit /b %errorlevel%
